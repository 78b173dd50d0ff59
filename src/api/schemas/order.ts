import { z } from 'zod';
import { PURPOSES } from '../../domain/order/fields';
import { STAGE_NAMES, STATUS_NAMES } from '../../domain/order/stages';
import { OUTSIDES, type Outside } from '../../domain/order/waiting';
import type {
  ApprovalStepAnswer,
  CreateAnswer,
  DateName,
  OrderAnswer,
  OrderRow,
  TransitionAnswer,
} from '../answers';
import { checkSchema } from './checks';
import * as part from './parts';

const { person, instant, day, money } = part;

const row = {
  order_number: z.string(),
  version: z.int(),
  revision: z.int(),
  stage: z.enum(STAGE_NAMES),
  status: z.enum(STATUS_NAMES),
  sending: z.boolean(),
  cancel_requested: z.boolean(),
  flags: part.flags,
  site_id: z.string(),
  site_name: z.string(),
  circuit_purpose: z.enum(PURPOSES),
  provider: z.string(),
  provider_name: z.string(),
  speed: z.string(),
  requested_by: person,
  assigned_to: person.nullable(),
  due_on: day.nullable(),
  stage_since: instant,
  created_at: instant,
  updated_at: instant,
};

export const orderRow = part.describes<OrderRow>()(
  z.object({ ...row, action_set: z.string() }).meta({ id: 'OrderRow' }),
);

const step = part.describes<ApprovalStepAnswer>()(
  z
    .object({
      step: z.int(),
      state: z.enum(['done', 'current', 'next', 'void']),
      persons: z.array(person),
      asked_at: instant.nullable(),
      due_at: instant.nullable(),
      decision: z
        .object({ decision: z.string(), by: person, at: instant, comment: z.string().nullable() })
        .nullable(),
    })
    .meta({ id: 'ApprovalStep' }),
);

const DATES = [
  'submitted_at',
  'acknowledged_at',
  'confirmed_at',
  'foc_received_at',
  'first_foc_date',
  'foc_date',
  'previous_foc_date',
  'survey_on',
  'loop_delivered_on',
  'dispatched_at',
  'work_completed_on',
  'activated_at',
  'enabled_at',
  'ended_at',
] as const satisfies readonly DateName[];

export const orderSchema = part.describes<OrderAnswer>()(
  z
    .object({
      ...row,
      round: z.int(),
      pv: z.int(),
      status_label: z.string(),
      stage_label: z.string(),
      site_address: z.object({
        street: z.string(),
        city: z.string(),
        region: z.string(),
        postcode: z.string(),
        country: z.string(),
      }),
      time_zone: z.string(),
      cost_centre: z.string(),
      justification: z.string(),
      target_date: day.nullable(),
      monthly_cost: money.nullable().optional(),
      install_cost: money.nullable().optional(),
      total_cost: money.nullable().optional(),
      currency: z.string(),
      contract_term: z.int().nullable(),
      notes: z.string().nullable(),
      special_requirements: z.string().nullable(),
      created_by: person,
      terms_hash: z.string(),
      last_reason: z.string().nullable(),
      waiting: z.array(
        z.object({
          on: z.enum(Object.keys(OUTSIDES) as [Outside, ...Outside[]]),
          since: instant,
        }),
      ),
      approvals: z.array(step),
      budget: part.budget.nullable().optional(),
      serviceability: part.serviceability.nullable(),
      dates: part.eachOf(DATES, z.string().nullable()),
      identifiers: z.array(z.object({ type: z.string(), value: z.string(), source: z.string() })),
      locked: z
        .object({ fields: z.array(z.string()), reason: z.string() })
        .nullable()
        .optional(),
    })
    .meta({ id: 'Order' }),
);

export const transitionSchema = part.describes<TransitionAnswer>()(
  z
    .object({ state: z.enum(['done', 'queued']), message: z.string(), order: orderSchema })
    .meta({ id: 'TransitionAnswer' }),
);

export const createSchema = part.describes<CreateAnswer>()(
  z
    .object({
      order: orderSchema,
      differs: z.boolean().meta({
        description:
          'True: this client_id had made the order before, of other terms, and nothing of this ' +
          'request was stored or submitted; `order` is what stands, `checks` judge what you sent. ' +
          'Edit the order, or take a new client_id for another one.',
      }),
      checks: checkSchema,
      submit: z
        .object({
          state: z.enum(['done', 'queued', 'refused']),
          message: z.string(),
          code: part.errorCode.nullable(),
        })
        .nullable(),
    })
    .meta({ id: 'CreateAnswer' }),
);
