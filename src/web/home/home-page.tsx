import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { localTime } from '../../domain/time';
import { boardQuery } from '../api/queries';
import type { BoardRow } from '../board/board-state';
import { cardStates } from '../board/card-states';
import { NO_FILTERS } from '../board/filters';
import { useFreshRows } from '../board/use-fresh-rows';
import { Icon } from '../icons/icon';
import type { IconName } from '../icons/icon-name';
import { useLiveFrom } from '../live/live-context';
import { Header } from '../shell/header';
import { LoadTrouble } from '../shell/load-trouble';
import { useMe } from '../shell/me';
import { useNow } from '../shell/use-now';
import { TEXTS } from '../texts';
import { momentText } from '../words/days';
import { recentOrders, tasksFor } from './needs-me';
import './home-page.css';

const WORDS = TEXTS.homePage;
const RECENT = 4;

/** Where to go, what waits for the person, what changed last. */
export function HomePage() {
  const me = useMe();
  const today = useNow();
  const { data: board, error, refetch, isFetching } = useQuery(boardQuery(NO_FILTERS));
  useFreshRows({ isReading: isFetching });
  useLiveFrom(board?.eventsFrom ?? (error === null ? undefined : null));
  const rows = board === undefined ? [] : [...board.rows.values()];
  const tasks = tasksFor(rows);
  return (
    <>
      <Header title={TEXTS.home} subtitle={greeting(me.name, localTime(today.now, me.time_zone))} />
      <main className="page home">
        {error !== null && <LoadTrouble error={error} onRetry={refetch} />}
        <nav className="home__tiles" aria-label={WORDS.tiles}>
          <Tile
            href="/circuit-orders"
            icon="board"
            title={WORDS.orders}
            help={board === undefined ? TEXTS.loading : WORDS.ordersHelp(board.activeOrders)}
          />
          <Tile
            href="#needs-me"
            icon="bell"
            title={WORDS.needsMe}
            help={board === undefined ? TEXTS.loading : WORDS.needsHelp(tasks.length)}
            count={tasks.length}
          />
        </nav>
        <div className="home__lists">
          <OrderList id="needs-me" title={WORDS.needsMe} none={board && WORDS.needsNone}>
            {tasks.map(({ row, action }) => (
              <OrderLine
                key={row.order_number}
                row={row}
                icon="person-clock"
                title={`${board?.actions[action].label ?? action}: ${orderWords(row)}`}
                help={`${row.requested_by.name}, ${momentText(row.stage_since, today.now, today.zone)}`}
              >
                <span className="button">{WORDS.open}</span>
              </OrderLine>
            ))}
          </OrderList>
          <OrderList id="recent" title={WORDS.recent} none={board && WORDS.recentNone}>
            {recentOrders(rows, RECENT).map((row) => (
              <OrderLine
                key={row.order_number}
                row={row}
                icon="circuit"
                title={orderWords(row)}
                help={row.order_number}
              >
                <span>{cardStates(row, today)[0].text}</span>
              </OrderLine>
            ))}
          </OrderList>
        </div>
      </main>
    </>
  );
}

interface TileProps {
  href: string;
  icon: IconName;
  title: string;
  help: string;
  count?: number;
}

function Tile({ href, icon, title, help, count = 0 }: TileProps) {
  const inside = (
    <>
      <Icon name={icon} size={28} />
      <strong>{title}</strong>
      <span>{help}</span>
      {count > 0 && <span className="tile__count pill pill--warning">{count}</span>}
    </>
  );
  return href.startsWith('#') ? (
    <a className="tile" href={href}>
      {inside}
    </a>
  ) : (
    <Link className="tile" href={href}>
      {inside}
    </Link>
  );
}

interface ListProps {
  id: string;
  title: string;
  none: string | undefined;
  children: readonly ReactNode[];
}

function OrderList({ id, title, none, children }: ListProps) {
  return (
    <section id={id} className="home__list" aria-labelledby={`${id}-title`} tabIndex={-1}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children.length === 0 ? <p className="home__none">{none}</p> : <ul>{children}</ul>}
    </section>
  );
}

interface LineProps {
  row: BoardRow;
  icon: IconName;
  title: string;
  help: string;
  children: ReactNode;
}

function OrderLine({ row, icon, title, help, children }: LineProps) {
  return (
    <li>
      <Link className="home__line" href={`/circuit-orders/${row.order_number}`}>
        <Icon name={icon} size={20} />
        <span className="home__words">
          <span>{title}</span>
          <span className="home__help">{help}</span>
        </span>
        {children}
      </Link>
    </li>
  );
}

const orderWords = (row: BoardRow) => `${row.site_name}, ${row.provider_name} ${row.speed}`;

function greeting(name: string, time: string): string {
  const first = name.split(' ')[0] ?? name;
  if (time < '12:00') return WORDS.morning(first);
  return time < '18:00' ? WORDS.afternoon(first) : WORDS.evening(first);
}
