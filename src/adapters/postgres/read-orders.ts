import { fiscalYearOf, yearAmount } from '../../domain/order/budget';
import { toMoney } from '../../domain/money';
import type { BudgetUse, Order, TimelineEntry } from '../../domain/order/order';
import type { OrderList, Orders, Part } from '../../ports/orders';
import { readBudget } from './budget';
import { ORDER_JSON, ORDER_SOURCES } from './order-json';
import type { Database } from './pool';
import { readSiblings } from './read-siblings';
import { many, maybeOne, one, sql } from './sql';

type Reads = Pick<
  Orders,
  'read' | 'readTimeline' | 'findSiblings' | 'budgetFor' | 'listOwn' | 'listWaitingFor'
>;

/** Which orders a list has, and by which instant it is sorted. */
interface ListOf {
  where: string;
  by: string;
  inOrder: 'ASC' | 'DESC';
}

const OWN: ListOf = {
  where: `WHERE (rq.oid = $1 OR cr.oid = $1) AND ($2 = 'all' OR o.ended_at IS NULL)`,
  by: 'o.updated_at',
  inOrder: 'DESC',
};

const WAITING: ListOf = {
  where: `JOIN approval_steps w ON w.order_id = o.id AND w.state = 'current'
    WHERE o.stage = 'pending_approval'
      AND w.persons @> ARRAY[(SELECT id FROM people WHERE oid = $1)]`,
  by: 'w.asked_at',
  inOrder: 'ASC',
};

/** Everything of an order that is only looked at. */
export function createOrderReads(db: Database): Reads {
  const list = async (where: string, values: unknown[]) =>
    (
      await many<{ doc: Order }>(db, {
        text: `SELECT ${ORDER_JSON} AS doc FROM ${ORDER_SOURCES} ${where}`,
        values,
      })
    ).map((row) => row.doc);

  const listPart = async (
    { where, by, inOrder }: ListOf,
    values: unknown[],
    { after, size }: Part,
  ): Promise<OrderList> => {
    const [at, order, limit] = [1, 2, 3].map((more) => `$${values.length + more}`);
    const from = `${where} AND (${at}::timestamptz IS NULL
      OR (${by}, o.id) ${inOrder === 'ASC' ? '>' : '<'}
        (${at}::timestamptz, (SELECT a.id FROM orders a WHERE a.order_number = ${order})))`;
    const start = [...values, after?.at ?? null, after?.orderNumber ?? null];
    const [rows, { left }] = await Promise.all([
      many<{ doc: Order; at: string }>(db, {
        text: `SELECT ${ORDER_JSON} AS doc, iso(${by}) AS at FROM ${ORDER_SOURCES} ${from}
          ORDER BY ${by} ${inOrder}, o.id ${inOrder} LIMIT ${limit}`,
        values: [...start, size],
      }),
      one<{ left: number }>(db, {
        text: `SELECT count(*)::int AS left FROM ${ORDER_SOURCES} ${from}`,
        values: start,
      }),
    ]);
    const end = rows.at(-1);
    return {
      orders: rows.map(({ doc }) => doc),
      left,
      last: end === undefined ? null : { at: end.at, orderNumber: end.doc.orderNumber },
    };
  };

  return {
    async read(orderNumber) {
      const [order] = await list('WHERE o.order_number = $1', [orderNumber.toUpperCase()]);
      return order ?? null;
    },
    async readTimeline(orderNumber) {
      const rows = await many<TimelineEntry & { doc: never }>(
        db,
        sql`SELECT e.k, iso(e.at) AS at, e.kind, coalesce(p.name, e.actor) AS actor, e.source,
              e.body AS text, e.facts
            FROM order_events e JOIN orders o ON o.id = e.order_id
              LEFT JOIN providers p ON e.source = 'provider' AND p.key = e.actor
            WHERE o.order_number = ${orderNumber} ORDER BY e.k`,
      );
      return rows;
    },
    async findSiblings(siteId, purpose, except) {
      const site = await maybeOne<{ id: number }>(
        db,
        sql`SELECT id FROM sites WHERE site_id = ${siteId}`,
      );
      return site === undefined ? [] : readSiblings(db, site.id, purpose, except);
    },
    async budgetFor(question) {
      const { costCentre, currency, expectedActivation, monthlyMinor, installMinor } = question;
      const fiscalYear = fiscalYearOf(expectedActivation);
      const position = await readBudget(db, costCentre, fiscalYear);
      if (position?.currency !== currency) return null;
      const amount = yearAmount({ monthlyMinor, installMinor, expectedActivation, fiscalYear });
      const use: BudgetUse = {
        costCentre,
        fiscalYear,
        amount: toMoney(amount, currency),
        available: toMoney(position.available, currency),
      };
      return use;
    },
    listOwn: (oid, which, part) => listPart(OWN, [oid, which], part),
    listWaitingFor: (oid, part) => listPart(WAITING, [oid], part),
  };
}
