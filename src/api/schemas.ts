import { z } from 'zod';
import { ACTION_NAMES } from '../domain/order/actions';
import { FIELD_NAMES, fieldEntry } from '../domain/order/fields';
import { STAGE_NAMES, STATUS_NAMES } from '../domain/order/stages';

/** Shapes of requests and answers for validation and the OpenAPI document. */
const value = z.union([z.string(), z.number(), z.null()]);

/** Every field of the catalogue under its column name; what is wrong with a value says the catalogue. */
const fields = Object.fromEntries(
  FIELD_NAMES.map((name) => {
    const { column, label, help } = fieldEntry(name);
    const text = help === undefined ? label : `${label}: ${help}`;
    return [column, value.optional().meta({ description: text })];
  }),
);

export const createBody = z.looseObject({
  ...fields,
  client_id: z.uuid().optional(),
  then: z.literal('submit').optional(),
});

export const editBody = z.looseObject(fields);

export const seenSchema = z.strictObject({
  stage: z.enum(STAGE_NAMES),
  revision: z.int().positive(),
  round: z.int().min(0).optional(),
  step: z.int().positive().optional(),
  terms_hash: z.string().optional(),
});

const text = z.string().max(4000);

export const transitionBody = z.strictObject({
  action: z.enum(ACTION_NAMES).optional(),
  to_status: z.enum(STATUS_NAMES).optional(),
  seen: seenSchema.optional(),
  input: z
    .strictObject({
      comment: text.optional(),
      reason: text.optional(),
      result: text.optional(),
      billing_start_on: text.optional(),
    })
    .optional(),
});

export const cancelBody = z
  .strictObject({ reason: text.optional(), seen: seenSchema.optional() })
  .optional();

const list = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => (typeof given === 'string' ? given.split(',') : given))
  .optional();

export const listQuery = z.strictObject({
  view: z.enum(['board', 'list']).optional(),
  status: list,
  provider: list,
  purpose: list,
  stage: list,
  ids: list,
  requested_by: z.literal('me').optional(),
  assigned_to: z.literal('me').optional(),
  created_from: z.iso.date().optional(),
  created_to: z.iso.date().optional(),
  updated_from: z.iso.date().optional(),
  updated_to: z.iso.date().optional(),
  sort: z.enum(['updated', 'created', 'due']).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
  cursor: z.string().optional(),
  count: z.enum(['true', 'false']).optional(),
});

export const boardQuery = z.strictObject({ status: list, provider: list });

const person = z.object({ oid: z.string(), key: z.string(), name: z.string() });

/** What every order answer carries; the full list of fields stands in the types. */
export const orderSchema = z
  .looseObject({
    order_number: z.string(),
    version: z.int(),
    revision: z.int(),
    stage: z.enum(STAGE_NAMES),
    status: z.enum(STATUS_NAMES),
    site_id: z.string(),
    provider: z.string(),
    speed: z.string(),
    requested_by: person,
  })
  .meta({ id: 'Order' });

export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })),
  })
  .meta({ id: 'Problem' });

export const transitionAnswerSchema = z
  .object({ state: z.enum(['done', 'queued']), message: z.string(), order: orderSchema })
  .meta({ id: 'TransitionAnswer' });
