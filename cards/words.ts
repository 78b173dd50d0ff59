import { listed } from '../src/domain/errors/sentence-parts';
import { formatMoney, type Money } from '../src/domain/money';
import type { Order } from '../src/domain/order/order';
import type { Person } from '../src/domain/people';
import { isGranted } from '../src/domain/permissions';
import {
  formatDay,
  formatInstant,
  localDate,
  type CalendarDate,
  type Instant,
} from '../src/domain/time';
import type { Viewer } from './card-request';

/** The eyes a card is drawn for: whose, in which zone, at which moment. */
export interface Eyes {
  viewer: Viewer | null;
  zone: string;
  now: Instant;
}

/** A shared card has no viewer and reads in the site's own time. */
export function eyesOf(order: Order, viewer: Viewer | null, now: Instant): Eyes {
  return { viewer, zone: viewer?.timeZone ?? order.site.timeZone, now };
}

/** `TXD 14, AT&T 2G`. */
export const headingOf = (order: Order) =>
  `${order.site.name}, ${order.provider.name} ${order.speed}`;

/** `CO-2026-000416 · Primary · revision 3`. */
export const numberLine = (order: Order) =>
  `${order.orderNumber} · ${order.circuitPurpose} · revision ${order.revision}`;

/** `Fri 16 Oct`, with the year outside this one. */
export const dayOf = (date: CalendarDate, { now, zone }: Eyes) => formatDay(date, { now, zone });

/** `16 Oct`. */
export const shortDay = (date: CalendarDate, eyes: Eyes) => dayOf(date, eyes).slice(4);

/** `2 Sep`, the day an instant is for the reader. */
export const shortDayAt = (at: Instant, eyes: Eyes) => shortDay(localDate(at, eyes.zone), eyes);

/** `Today 08:40 CDT`, as a line of its own. */
export const momentOf = (at: Instant, { zone, now }: Eyes) => formatInstant(at, zone, now);

/** `today 08:40 CDT`, inside a sentence. */
export const momentIn = (at: Instant, eyes: Eyes) => momentOf(at, eyes).replace(/^Today/u, 'today');

/** `Dana Ruiz or Lee Park`; the reader is `You`, first. */
export function namesFor(persons: readonly Person[], { viewer }: Eyes): string {
  const others = persons.filter((person) => person.oid !== viewer?.oid).map(({ name }) => name);
  return listed(others.length < persons.length ? ['You', ...others] : others);
}

/** Whether cost and budget of this order are the reader's to see; never on a shared card. */
export function maySeeMoney(order: Order, viewer: Viewer | null): boolean {
  if (viewer === null) return false;
  const { requestedBy, createdBy, assignedTo } = order;
  return isGranted(2, viewer.roles, {
    owner: viewer.oid === requestedBy.oid || viewer.oid === createdBy.oid,
    assignee: viewer.oid === assignedTo?.oid,
  });
}

const amount = (money: Money | null) => (money === null ? 'not known' : formatMoney(money));

/** Price, term and budget as facts, for those who may see them. */
export function moneyFacts(order: Order): [title: string, value: string][] {
  const { contractTerm, totalCost, budget } = order;
  const months = contractTerm === null ? 'not known' : `${contractTerm} months`;
  const total = totalCost === null ? '' : `, ${formatMoney(totalCost)} in total`;
  return [
    ['Monthly', amount(order.monthlyCost)],
    ['Install', amount(order.installCost)],
    ['Term', `${months}${total}`],
    ...(budget === null
      ? []
      : [
          [
            'Budget',
            `${budget.costCentre} in ${budget.fiscalYear}: takes ${formatMoney(budget.amount)} ` +
              `of ${formatMoney(budget.available)} left`,
          ] satisfies [string, string],
        ]),
  ];
}

/** `$640.00 a month, $1,250.00 install, 36 months`. */
export function costLine({ monthlyCost, installCost, contractTerm }: Order): string {
  const parts = [
    monthlyCost === null ? '' : `${formatMoney(monthlyCost)} a month`,
    installCost === null ? '' : `${formatMoney(installCost)} install`,
    contractTerm === null ? '' : `${contractTerm} months`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'not known yet' : parts.join(', ');
}

/** `8450 E Arapahoe Rd, Greenwood Village, CO 80112`. */
export function addressLine({ site }: Order): string {
  const { street, city, region, postcode } = site.address;
  return `${street}, ${city}, ${region} ${postcode}`;
}

/** The value of one of the order's identifiers. */
export const identifier = (order: Order, type: Order['identifiers'][number]['type']) =>
  order.identifiers.find((candidate) => candidate.type === type)?.value;
