import type { KeyboardEvent, ReactNode } from 'react';
import { useLocation, useSearch } from 'wouter';
import { STATUS_NAMES, type Status } from '../../domain/order/stages';
import { TEXTS } from '../texts';
import type { ColumnState } from './board-state';
import { CreateLink } from './create-link';
import { GLYPHS } from './glyphs';
import './status-tabs.css';

interface Props {
  columns: Readonly<Record<Status, ColumnState>>;
  children: (status: Status) => ReactNode;
}

/** A phone's board: one status at a time; which one stands in the address. */
export function StatusTabs({ columns, children }: Props) {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const given = new URLSearchParams(search).get('tab');
  const shown = STATUS_NAMES.find((status) => status === given) ?? 'draft';

  const show = (status: Status) => {
    const query = new URLSearchParams(search);
    query.set('tab', status);
    navigate(`${path}?${query.toString()}`, { replace: true });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const count = STATUS_NAMES.length;
    const next = STATUS_NAMES[(STATUS_NAMES.indexOf(shown) + step + count) % count] ?? shown;
    show(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div className="phone">
      <div
        className="tabs"
        role="tablist"
        aria-label={TEXTS.board.statusTabs}
        onKeyDown={onKeyDown}
      >
        {STATUS_NAMES.map((status) => (
          <button
            key={status}
            id={`tab-${status}`}
            type="button"
            role="tab"
            className="tabs__tab"
            aria-selected={status === shown}
            aria-controls="tab-panel"
            tabIndex={status === shown ? 0 : -1}
            onClick={() => {
              show(status);
            }}
          >
            <span className="glyph" aria-hidden="true">
              {GLYPHS[status]}
            </span>
            {columns[status].label}
            <span className="tabs__count">{columns[status].count}</span>
          </button>
        ))}
      </div>
      <div id="tab-panel" className="phone__list" role="tabpanel" aria-labelledby={`tab-${shown}`}>
        {children(shown)}
      </div>
      <div className="phone__foot">
        <CreateLink />
      </div>
    </div>
  );
}
