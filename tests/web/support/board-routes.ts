import type { Express, Request, Response } from 'express';
import type { TimelineEntry } from '../../../src/domain/order/order';
import type { OrderAnswer, OrderRow, ProblemDocument } from '../../../src/api/answers';
import type { ErrorCode } from '../../../src/domain/errors';
import { ACTION_NAMES, actionRow, type ActionName } from '../../../src/domain/order/actions';
import { consequenceOf } from '../../../src/domain/order/consequence';
import {
  STAGES,
  STATUSES,
  STATUS_NAMES,
  isOpen,
  statusOf,
  type Stage,
} from '../../../src/domain/order/stages';
import type { Script } from './board-server';
import { checkForm } from './check-form';
import { columnsFor, describeActions, offersOn } from './offers';
import { NOW, PROVIDERS, SITES, anOrder } from './order-data';
import { PEOPLE } from './people';

const ME = {
  email: 'maya.okafor@example.test',
  time_zone: 'America/Chicago',
  roles: ['requester', 'approver'],
  limit: '50000.00',
  csrf: 'csrf-of-the-test',
};

/** Where the scripted actions lead. */
const STAGE_AFTER: Partial<Record<ActionName, Stage>> = {
  submit: 'pending_approval',
  cancel: 'withdrawn',
  accept: 'activated',
  approve: 'approved',
  recall: 'drafted',
  revise: 'drafted',
};

export function addRoutes(app: Express, script: Script): void {
  const { orders } = script;
  /** The draft of each wish. */
  const made = new Map<unknown, OrderAnswer>();
  const all = () => [...orders.values()];
  const toRow = (order: OrderAnswer): OrderRow => ({
    ...order,
    action_set: order.order_number,
  });
  const sets = (rows: readonly OrderAnswer[]) =>
    Object.fromEntries(rows.map((order) => [order.order_number, offersOn(order)]));

  const pageOf = <Row>(rows: readonly Row[], from: number) => {
    const to = from + script.pageSize();
    return { rows: rows.slice(from, to), next: to < rows.length ? String(to) : null };
  };

  app.get('/api/me', (_request, response) => response.json({ ...ME, ...script.me() }));
  app.get('/api/sites', (_request, response) => response.json({ sites: SITES }));
  app.get('/api/providers', (_request, response) => response.json({ providers: PROVIDERS }));
  app.get('/api/events', (request, response) => {
    script.listen(response, request.get('last-event-id'));
  });
  app.get('/api/board', async (request, response) => {
    const shown = all().filter(
      (order) => has(request, 'status', order.status) && has(request, 'provider', order.provider),
    );
    const answer = {
      columns: STATUS_NAMES.map((status) => {
        const rows = shown.filter((order) => order.status === status).map(toRow);
        const count = { value: rows.length, capped: false };
        return { status, ...STATUSES[status], count, ...pageOf(rows, 0) };
      }),
      action_sets: sets(shown),
      actions: describeActions(),
      active_orders: shown.filter((order) => isOpen(order.stage)).length,
      pending_approvals: shown.filter((order) => order.stage === 'pending_approval').length,
      as_of: NOW,
      events_from: script.lastEventId(),
    };
    await script.afterBoard();
    response.json(answer);
  });
  app.get('/api/orders', (request, response) => {
    const { ids, cursor } = request.query;
    const given = text(ids).split(',');
    const fits = (order: OrderAnswer) =>
      cursor === undefined
        ? given.includes(order.order_number)
        : has(request, 'status', order.status) && has(request, 'provider', order.provider);
    const { rows, next } = pageOf(all().filter(fits), Number(cursor ?? 0));
    response.json({ orders: rows.map(toRow), action_sets: sets(rows), next });
  });
  app.post('/api/orders/check', (request, response) =>
    response.json(checkForm(request.body as Record<string, unknown>)),
  );
  app.post('/api/orders', (request, response) => {
    const fields = request.body as Record<string, unknown>;
    const checks = checkForm(fields);
    if (checks.problems.length > 0) {
      refuse(response, 422, 'FIELD_REQUIRED', 'Some fields need another look.', {
        errors: checks.problems,
      });
      return;
    }
    const { client_id: wish, then, ...given } = fields;
    const order = made.get(wish) ?? anOrder(501 + made.size, 'drafted', { ...given, version: 1 });
    made.set(wish, order);
    orders.set(order.order_number, order);
    const blocks = checks.findings.find(({ severity }) => severity === 'blocks');
    const submit = {
      state: blocks === undefined ? 'done' : 'refused',
      message: blocks?.text ?? `${order.order_number} waits for Dana Ruiz.`,
      code: null,
    };
    response.status(201).json({ order, checks, submit: then === undefined ? null : submit });
  });
  addOrderRoutes(app, script);
}

function addOrderRoutes(app: Express, { orders, hint }: Script): void {
  const find = (request: Request, response: Response): OrderAnswer | undefined => {
    const order = orders.get(text(request.params['number']));
    if (order === undefined) {
      refuse(response, 404, 'ORDER_NOT_FOUND', 'There is no such order that you may see.');
    }
    return order;
  };
  const change = (order: OrderAnswer, fields: Partial<OrderAnswer>): OrderAnswer => {
    const next = { ...order, ...fields, version: order.version + 1 };
    orders.set(order.order_number, next);
    hint(next);
    return next;
  };

  app.get('/api/orders/:number', (request, response) => {
    const order = find(request, response);
    if (order !== undefined) response.json(order);
  });
  app.get('/api/orders/:number/transitions', (request, response) => {
    const order = find(request, response);
    if (order === undefined) return;
    const offers = offersOn(order);
    const described = describeActions();
    const { stage, revision, round, terms_hash } = order;
    response.json({
      order_number: order.order_number,
      actions: ACTION_NAMES.map((action) => ({
        ...{ action, ...described[action], ...offers[action] },
        consequence: consequenceOf(action, order),
        seen: { stage, revision, round, terms_hash },
      })),
      columns: columnsFor(order),
    });
  });
  app.get('/api/orders/:number/timeline', (_request, response) =>
    response.json({ entries: STORY.map((entry, k) => ({ k, ...entry })) }),
  );
  app.get('/api/orders/:number/audit', (_request, response) =>
    response.json({ events: AUDIT.map((event, k) => ({ k, ...event, hash: 'b'.repeat(64) })) }),
  );
  app.post('/api/orders/:number/transitions', (request, response) => {
    const order = find(request, response);
    if (order === undefined) return;
    const body = request.body as { action?: ActionName; to_status?: string };
    const action =
      body.action ?? ACTION_NAMES.find((name) => actionRow(name).column === body.to_status);
    const stage = (action && STAGE_AFTER[action]) ?? order.stage;
    const next = change(order, {
      ...{ stage, status: statusOf(stage), stage_since: NOW },
      ...{ stage_label: STAGES[stage].label, status_label: STATUSES[statusOf(stage)].label },
    });
    const message = `${order.order_number}: ${STAGES[stage].label}.`;
    setTimeout(() => response.json({ state: 'done', message, order: next }), 300);
  });
  const edit = (request: Request, response: Response) => {
    const order = find(request, response);
    if (order === undefined) return;
    if (request.get('if-match') !== `"${order.version}"`) {
      refuse(response, 412, 'VERSION_STALE', 'Someone changed the order meanwhile.', {
        current: order,
        changed: ['special_requirements'],
      });
      return;
    }
    response.json(change(order, request.body as Partial<OrderAnswer>));
  };
  app.patch('/api/orders/:number', edit);
  app.put('/api/orders/:number', edit);
}

function refuse(
  response: Response,
  status: number,
  code: ErrorCode,
  detail: string,
  more: Partial<ProblemDocument> = {},
): void {
  const problem = { type: 'about:blank', title: detail, status, detail, instance: '', code };
  response
    .status(status)
    .type('application/problem+json')
    .json({ ...problem, errors: [], ...more });
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function has(request: Request, name: string, value: string): boolean {
  const given = request.query[name];
  return given === undefined || [given].flat().includes(value);
}

const STORY: Omit<TimelineEntry, 'k'>[] = [
  {
    ...{ at: '2026-09-02T15:31:00Z', kind: 'create', actor: 'Maya Okafor', source: 'web' },
    ...{ text: null, facts: {} },
  },
  {
    ...{ at: '2026-09-03T14:12:00Z', kind: 'approve', actor: 'Dana Ruiz', source: 'teams' },
    ...{ text: 'Within budget.', facts: { step: 1, steps: 1 } },
  },
  {
    ...{ at: '2026-09-04T13:00:00Z', kind: 'submitted', actor: 'circuit-orders' },
    ...{ source: 'workflow', text: null, facts: { providerOrderId: '8M-410227' } },
  },
  {
    ...{ at: '2026-10-01T16:32:00Z', kind: 'focRevised', actor: 'Spectrum', source: 'provider' },
    ...{ text: null, facts: { previousDate: '2026-10-09', date: '2026-10-16' } },
  },
];

const AUDIT = [
  {
    at: '2026-10-05T21:20:00Z',
    action: 'jeopardy',
    actor: null,
    source: 'provider mail',
    from: null,
    to: null,
    reason: 'No loop available',
    changes: { jeopardy: 'high' },
  },
  {
    at: '2026-10-01T16:32:00Z',
    action: 'foc_date',
    actor: null,
    source: 'provider portal',
    from: null,
    to: null,
    reason: null,
    changes: { foc_date: '2026-10-16' },
  },
  {
    at: '2026-09-22T14:48:00Z',
    action: 'submit',
    actor: PEOPLE.tom,
    source: 'web',
    from: 'drafted',
    to: 'pending_approval',
    reason: null,
    changes: {},
  },
];
