import { memo, useEffect, useRef } from 'react';
import { Icon } from '../icons/icon';
import { TEXTS } from '../texts';
import { initials } from '../words/initials';
import type { BoardRow } from './board-state';
import { cardStates, type CardState, type Today } from './card-states';
import { dragCard } from './drag';
import { StatePill } from './state-pill';
import './card.css';

export interface CardProps {
  row: BoardRow;
  today: Today;
  me: string;
  /** Address of the order, with the filters of the board. */
  href: string;
  /** What is being done to it right now, shown instead of its state. */
  running: string | null;
  /** Someone else changed it while it was held. */
  changed: boolean;
  open: boolean;
  lifted: boolean;
  /** The column's stop on the way of the Tab key. */
  active: boolean;
  canDrag: boolean;
  onRefresh: (order: string) => void;
  onMenu: (order: string, at: HTMLElement) => void;
}

/** One order on the board: number, site, one state, purpose, assignee. */
export const Card = memo(function Card(props: CardProps) {
  const { row, today, href, running, changed, open, lifted, active, canDrag } = props;
  const number = row.order_number;
  const element = useRef<HTMLDivElement>(null);
  useEffect(
    () => (canDrag && element.current ? dragCard(element.current, number) : undefined),
    [canDrag, number],
  );

  const states = cardStates(row, today);
  const shown: CardState =
    running === null ? states[0] : { text: running, tone: 'hand', icon: 'send' };
  const hidden = states.length - (running === null ? 1 : 0);
  const tab = active ? 0 : -1;
  return (
    <div
      ref={element}
      className={`card${open ? ' card--open' : ''}${lifted ? ' card--gap' : ''}`}
      data-order={number}
    >
      <div className="card__row">
        <a
          className="card__number"
          href={href}
          tabIndex={tab}
          draggable={false}
          aria-label={nameOf(props, states)}
        >
          {number}
        </a>
        <button
          type="button"
          className="card__menu"
          tabIndex={tab}
          aria-label={TEXTS.board.orderMenu(number)}
          aria-haspopup="menu"
          onClick={(event) => {
            props.onMenu(number, event.currentTarget);
          }}
        >
          <Icon name="more" />
        </button>
        <Assignee row={row} me={props.me} />
      </div>
      <div className="card__row card__row--site">
        <span className="card__site">{row.site_name}</span>
        <span className="card__circuit">
          {row.provider_name} · {row.speed}
        </span>
      </div>
      <div className="card__row card__row--state">
        {changed ? (
          <button
            type="button"
            className="card__refresh"
            tabIndex={tab}
            onClick={() => {
              props.onRefresh(number);
            }}
          >
            <Icon name="refresh" size={12} /> {TEXTS.board.changed}
          </button>
        ) : (
          <StatePill state={shown} />
        )}
        {hidden > 0 && !changed && <span className="card__more">{TEXTS.board.more(hidden)}</span>}
        <span className="card__purpose">{row.circuit_purpose}</span>
      </div>
    </div>
  );
});

function Assignee({ row, me }: { row: BoardRow; me: string }) {
  const person = row.assigned_to;
  if (person === null) {
    return (
      <span className="avatar avatar--none" aria-hidden="true">
        <Icon name="person" size={12} />
      </span>
    );
  }
  const mine = person.oid === me;
  return (
    <span className={`avatar${mine ? ' avatar--mine' : ''}`} aria-hidden="true" title={person.name}>
      {initials(person.name)}
    </span>
  );
}

/** Everything the card shows or shortens, in one sentence. */
function nameOf({ row, me, running }: CardProps, states: readonly CardState[]): string {
  const person = row.assigned_to;
  const assigned =
    person === null
      ? TEXTS.board.nobody
      : person.oid === me
        ? TEXTS.board.mine
        : TEXTS.board.assignedTo(person.name);
  return [
    row.order_number,
    row.site_name,
    `${row.provider_name} ${row.speed}`,
    row.circuit_purpose,
    ...(running === null ? [] : [running]),
    ...states.map((state) => state.text),
    assigned,
  ].join(', ');
}
