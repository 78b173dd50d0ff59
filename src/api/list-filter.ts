import { addDays, startOfDay } from '../domain/time';
import type { ListFilter, ListSort } from '../adapters/postgres/list-orders';
import type { Member, ProviderEntry } from '../ports/directory';
import type { ListQuery } from './schemas/requests';

const CLOSED_DAYS = 90;
const DAY_MS = 86_400_000;

/** Who asks, when, and which providers there are: what the words of a filter depend on. */
interface FilterContext {
  member: Pick<Member, 'oid' | 'timeZone'>;
  now: string;
  providers: readonly ProviderEntry[];
}

// Days beyond are days without orders, and in some zones no instants that Postgres knows.
const FIRST_DAY = '1970-01-01';
const LAST_DAY = '8999-12-31';

const between = (day: string) => (day < FIRST_DAY ? FIRST_DAY : day > LAST_DAY ? LAST_DAY : day);

/** Quick filters as the list reads them. Days are the viewer's, and inclusive. */
export function toFilter(asked: ListQuery, { member, now, providers }: FilterContext): ListFilter {
  const from = (day: string) => startOfDay(between(day), member.timeZone);
  const until = (day: string) => startOfDay(addDays(between(day), 1), member.timeZone);
  const isBoard = asked.view === 'board' && asked.ids === undefined;
  return {
    ...(asked.status && { statuses: asked.status }),
    ...(asked.provider && { providers: asked.provider.map((text) => keyOf(text, providers)) }),
    ...(asked.purpose && { purposes: asked.purpose }),
    ...(asked.stage && { stages: asked.stage }),
    ...(asked.flag && { flags: asked.flag }),
    ...(asked.ids && { orderNumbers: asked.ids.map((number) => number.toUpperCase()) }),
    ...(asked.requested_by && { requestedBy: member.oid }),
    ...(asked.assigned_to && { assignedTo: member.oid }),
    ...(asked.created_from && { createdFrom: from(asked.created_from) }),
    ...(asked.created_to && { createdTo: until(asked.created_to) }),
    ...(asked.updated_from && { updatedFrom: from(asked.updated_from) }),
    ...(asked.updated_to && { updatedTo: until(asked.updated_to) }),
    ...(asked.completed_from && { completedFrom: from(asked.completed_from) }),
    ...(asked.completed_to && { completedTo: until(asked.completed_to) }),
    ...(isBoard && {
      closedSince: new Date(Date.parse(now) - CLOSED_DAYS * DAY_MS).toISOString(),
    }),
  };
}

/** The provider a person means by key or name; an unknown one matches nothing. */
function keyOf(text: string, providers: readonly ProviderEntry[]): string {
  const wanted = text.toLowerCase();
  const found = providers.find(({ key, name }) => key === wanted || name.toLowerCase() === wanted);
  return found?.key ?? wanted;
}

/**
 * What a cursor belongs to: the same filter and sort, in whatever order they were written. The
 * moving edge of the closed columns is left out, or no cursor would outlive the second it was made.
 */
export function fingerprintOf(filter: ListFilter, sort: ListSort): string {
  const parts = Object.entries(filter)
    .filter(([name]) => name !== 'closedSince')
    .map(([name, value]): [string, unknown] => [
      name,
      Array.isArray(value) ? [...(value as unknown[])].sort() : value,
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([parts, sort]);
}
