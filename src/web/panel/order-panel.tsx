import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { ApiProblem } from '../api/api-problem';
import { forgetOrder, orderQuery, transitionsQuery } from '../api/queries';
import { useLiveListener } from '../live/live-context';
import { ErrorBoundary } from '../shell/error-boundary';
import { LoadTrouble } from '../shell/load-trouble';
import { TEXTS } from '../texts';
import { Approvals } from './approvals';
import { AuditLog } from './audit-log';
import { Details } from './details';
import { PanelBar } from './panel-bar';
import { PanelHead } from './panel-head';
import { SectionTabs } from './section-tabs';
import { Timeline } from './timeline';
import { useKeptFocus } from './use-kept-focus';
import './panel.css';
import './panel-sections.css';

interface Props {
  number: string;
  /** Takes the whole page instead of a drawer. */
  alone: boolean;
  onClose: () => void;
}

/** One order: where it stands, what to do next, its terms, approvals and story. */
export function OrderPanel({ number, alone, onClose }: Props) {
  const client = useQueryClient();
  const order = useQuery(orderQuery(number));
  const transitions = useQuery(transitionsQuery(number));
  const title = useRef<HTMLHeadingElement>(null);
  const { error } = order;
  // A right can end while the order is open: then nothing of it stays on the screen.
  const gone = error instanceof ApiProblem && (error.status === 404 || error.status === 403);
  const shown = gone ? undefined : order.data;
  const ready = shown !== undefined;
  useEffect(() => {
    title.current?.focus();
  }, [ready]);
  const close = useRef<HTMLButtonElement>(null);
  const kept = useKeptFocus(title, close);
  useLiveListener({
    // The board's rows and this page grow old by the same hints; one place forgets both.
    onPoll: () => {
      forgetOrder(client, number);
    },
  });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const own = event.currentTarget.contains(event.target as Node);
    if (event.key === 'Escape' && own && !event.defaultPrevented) onClose();
  };
  const actions = transitions.data?.actions ?? [];
  const Root = alone ? 'section' : 'aside';
  return (
    <Root
      className={`panel${alone ? ' panel--alone' : ''}`}
      aria-label={TEXTS.panel.label(number)}
      onKeyDown={onKeyDown}
      {...kept}
    >
      <PanelBar number={number} revision={shown?.revision} closeRef={close} onClose={onClose} />
      {shown === undefined ? (
        <div className="panel__scroll">
          {error ? <LoadTrouble error={error} onRetry={order.refetch} /> : <PanelSkeleton />}
        </div>
      ) : (
        <div className="panel__scroll">
          <PanelHead order={shown} actions={actions} titleRef={title} />
          <SectionTabs order={shown} />
          <ErrorBoundary>
            <Details order={shown} actions={actions} />
          </ErrorBoundary>
          <ErrorBoundary>
            <Approvals order={shown} actions={actions} />
          </ErrorBoundary>
          <ErrorBoundary>
            <Timeline order={shown} />
          </ErrorBoundary>
          <ErrorBoundary>
            <AuditLog number={number} />
          </ErrorBoundary>
        </div>
      )}
    </Root>
  );
}

function PanelSkeleton() {
  return (
    <div className="panel__skeleton" aria-hidden="true">
      {[0, 1, 2, 3, 4, 5].map((index) => (
        <span key={index} className="skeleton" />
      ))}
    </div>
  );
}
