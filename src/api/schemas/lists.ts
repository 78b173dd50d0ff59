import { z } from 'zod';
import { ACTION_NAMES } from '../../domain/order/actions';
import { ROLES } from '../../domain/people';
import { STATUS_NAMES } from '../../domain/order/stages';
import type {
  AuditAnswer,
  BoardAnswer,
  OrderListAnswer,
  TimelineAnswer,
  TransitionsAnswer,
} from '../answers';
import type { MeAnswer, ProvidersAnswer, SitesAnswer } from '../list-answers';
import { orderRow } from './order';
import * as part from './parts';

const sets = z.record(z.string(), part.actionSet);

export const orderListSchema = part.describes<OrderListAnswer>()(
  z
    .object({
      orders: z.array(orderRow),
      action_sets: sets.optional(),
      next: z.string().nullable(),
      count: part.count.optional(),
    })
    .meta({ id: 'OrderList' }),
);

export const boardSchema = part.describes<BoardAnswer>()(
  z
    .object({
      columns: z.array(
        z.object({
          status: z.enum(STATUS_NAMES),
          label: z.string(),
          help: z.string(),
          count: part.count,
          rows: z.array(orderRow),
          next: z.string().nullable(),
        }),
      ),
      action_sets: sets,
      actions: part.eachOf(ACTION_NAMES, part.actionDescription),
      active_orders: z.int(),
      pending_approvals: z.int(),
      as_of: part.instant,
      events_from: z.string().meta({
        description: 'Last-Event-ID for /api/events: nothing recorded since these rows is missed',
      }),
    })
    .meta({ id: 'Board' }),
);

export const transitionsSchema = part.describes<TransitionsAnswer>()(
  z
    .object({
      order_number: z.string(),
      actions: z.array(part.offeredAction),
      columns: part.eachOf(
        STATUS_NAMES,
        z.object({
          action: part.actionName.nullable(),
          allowed: z.boolean(),
          reason: z.string().nullable(),
        }),
      ),
    })
    .meta({ id: 'Transitions' }),
);

const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const timelineSchema = part.describes<TimelineAnswer>()(
  z
    .object({
      entries: z.array(
        z.object({
          k: z.int(),
          at: part.instant,
          kind: z.string(),
          actor: z.string(),
          source: z.string(),
          text: z.string().nullable(),
          facts: z.record(z.string(), plain),
        }),
      ),
    })
    .meta({ id: 'Timeline' }),
);

export const auditSchema = part.describes<AuditAnswer>()(
  z
    .object({
      events: z.array(
        z.object({
          k: z.int(),
          at: part.instant,
          action: z.string(),
          actor: part.person.nullable(),
          source: z.string(),
          from: z.string().nullable(),
          to: z.string().nullable(),
          reason: z.string().nullable(),
          changes: z.record(z.string(), z.unknown()),
          hash: z.string(),
        }),
      ),
    })
    .meta({ id: 'Audit' }),
);

export const meSchema = part.describes<MeAnswer>()(
  z
    .object({
      oid: z.string(),
      key: z.string(),
      name: z.string(),
      email: z.string(),
      time_zone: z.string(),
      roles: z.array(z.enum(ROLES)),
      limit: part.money.nullable(),
      csrf: z.string().nullable(),
      may: z.object({ create: part.actionOffer, read_audit: part.actionOffer }).optional(),
    })
    .meta({ id: 'Me' }),
);

export const sitesSchema = part.describes<SitesAnswer>()(
  z
    .object({
      sites: z.array(
        z.object({
          site_id: z.string(),
          name: z.string(),
          city: z.string(),
          region: z.string(),
          cost_centre: z.string(),
          currency: z.string(),
        }),
      ),
    })
    .meta({ id: 'Sites' }),
);

export const providersSchema = part.describes<ProvidersAnswer>()(
  z
    .object({
      providers: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          active: z.boolean(),
          standard_interval_days: z.int(),
        }),
      ),
    })
    .meta({ id: 'Providers' }),
);
