import { useRef } from 'react';
import type { OrderAnswer } from '../../api/answers';
import { useMe } from '../shell/me';
import { TEXTS } from '../texts';
import { useCurrentSection } from './use-current-section';

/** Links to the sections below; they are one scroll, not hidden sheets. */
export function SectionTabs({ order }: { order: OrderAnswer }) {
  const mayAudit = useMe().may?.read_audit.allowed !== false;
  const steps = order.approvals.filter((step) => step.state !== 'void');
  const done = steps.filter((step) => step.state === 'done').length;
  const sections = [
    { id: 'details', label: TEXTS.panel.details, count: null },
    {
      id: 'approvals',
      label: TEXTS.panel.approvals,
      count: steps.length > 0 ? TEXTS.panel.stepsDone(done, steps.length) : null,
    },
    { id: 'timeline', label: TEXTS.panel.timeline, count: null },
    ...(mayAudit ? [{ id: 'audit', label: TEXTS.panel.audit, count: null }] : []),
  ];
  const nav = useRef<HTMLElement>(null);
  const [current, setCurrent] = useCurrentSection(
    nav,
    sections.map(({ id }) => id),
  );
  return (
    <nav ref={nav} className="sections" aria-label={TEXTS.panel.sections}>
      {sections.map(({ id, label, count }) => (
        <a
          key={id}
          href={`#${id}`}
          className="sections__link"
          aria-current={current === id ? 'true' : undefined}
          onClick={(event) => {
            event.preventDefault();
            setCurrent(id);
            document.getElementById(id)?.scrollIntoView({ block: 'start' });
            document.getElementById(`${id}-title`)?.focus({ preventScroll: true });
          }}
        >
          {label}
          {count !== null && <span className="sections__count">{count}</span>}
        </a>
      ))}
    </nav>
  );
}
