import { z } from 'zod';
import { ACTION_NAMES } from '../../domain/order/actions';
import { PURPOSES } from '../../domain/order/fields';
import { FLAGS, STAGE_NAMES, STATUS_NAMES, type FlagName } from '../../domain/order/stages';
import { isCalendarDate } from '../../domain/time';
import { fields, judgedFields, NEEDED, PLAIN_TEXT } from './fields';

/** Shapes of requests, for validation and the OpenAPI document alike. */
// The catalogue refuses other fields, together with all else that is wrong.
const CLOSED = { additionalProperties: false };
const COMPLETE = { ...CLOSED, required: NEEDED };

/** The most a comment, a reason or a test's result may say. */
export const LONGEST_TEXT = 4000;

/** For the document as well, whose patterns have no flags. */
export const ORDER_NUMBER_PATTERN = '^[Cc][Oo]-[0-9]{4}-[0-9]{6,12}$';
export const ORDER_NUMBER = new RegExp(ORDER_NUMBER_PATTERN, 'u');

export const createBody = z
  .looseObject({
    ...fields,
    client_id: z.uuid().optional().meta({
      description: 'The same id again is the same order, whatever its terms: see differs',
    }),
    then: z.literal('submit').optional(),
  })
  .meta({ id: 'CreateRequest', override: COMPLETE });

export const checkBody = z
  .looseObject({
    ...judgedFields,
    order_number: z
      .string()
      .regex(ORDER_NUMBER, 'Send an order number like CO-2026-000123.')
      .optional()
      .meta({ description: 'The draft these fields belong to; it is then no duplicate of itself' }),
  })
  .meta({
    id: 'CheckRequest',
    description: 'Whatever a form holds: what is wrong with a field is among the problems answered',
  });

export const replaceBody = z.looseObject(fields).meta({ id: 'ReplaceRequest', override: COMPLETE });

export const editBody = z.looseObject(fields).meta({ id: 'EditRequest', override: CLOSED });

export const seenSchema = z
  .strictObject({
    stage: z.enum(STAGE_NAMES),
    revision: z.int().positive(),
    round: z.int().min(0).optional(),
    step: z.int().positive().optional(),
    terms_hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/u)
      .optional(),
  })
  .meta({ id: 'Seen', description: 'What you saw when you decided; the transitions name it' });

/** Judged as text fields are, so that length and characters get the catalogue's codes. */
const text = z
  .string()
  .optional()
  .meta({ override: { maxLength: LONGEST_TEXT, pattern: PLAIN_TEXT } });
const date = z
  .string()
  .optional()
  .meta({ override: { format: 'date' } });

/** Creating and editing have routes of their own. */
const ACTED = ACTION_NAMES.filter((name) => name !== 'create' && name !== 'edit');

export const transitionBody = z
  .strictObject({
    action: z
      .string()
      .optional()
      .meta({ override: { type: 'string', enum: ACTED } }),
    to_status: z
      .enum(STATUS_NAMES)
      .optional()
      .meta({ description: 'For a drag; instead of an action' }),
    seen: seenSchema.optional(),
    input: z
      .strictObject({ comment: text, reason: text, result: text, billing_start_on: date })
      .optional(),
  })
  // Who leaves out what they saw is told so, which is more than that a field is missing.
  .meta({
    id: 'TransitionRequest',
    override: { required: ['seen'], not: { required: ['action', 'to_status'] } },
  });

export const cancelBody = z
  .strictObject({ reason: text, seen: seenSchema.optional() })
  .meta({ id: 'CancelRequest' });

export const cancelQuery = z.strictObject({ reason: text });

/** `a,b` or the parameter repeated; both mean any of them. */
function listOf<Item extends z.ZodType<string, string>>(item: Item, items: object) {
  return z
    .preprocess((given) => {
      const texts: unknown[] = Array.isArray(given) ? given : [given];
      return texts.flatMap((one): unknown[] => (typeof one === 'string' ? one.split(',') : [one]));
    }, z.array(item).min(1).max(200))
    .optional()
    .meta({ override: { type: 'array', items: { type: 'string', ...items } } });
}

const day = z
  .string()
  .refine(isCalendarDate, 'Send a date like 2027-03-31.')
  .optional()
  .meta({ override: { type: 'string', format: 'date' } });

/** Digits alone: what a language would also read as a number, such as `0x10` or ` 5`, is none. */
const toNumber = (given: unknown) =>
  typeof given === 'string' && /^\d+(?:\.\d+)?$/u.test(given) ? Number(given) : given;

const FLAG_NAMES = Object.keys(FLAGS) as [FlagName, ...FlagName[]];
const providers = listOf(z.string().min(1).max(60), { pattern: String.raw`^[^,\u0000]{1,60}$` });
const statuses = listOf(z.enum(STATUS_NAMES), { enum: STATUS_NAMES });

export const listQuery = z.strictObject({
  view: z.enum(['board', 'list']).optional(),
  status: statuses,
  provider: providers.meta({ description: 'Keys or names' }),
  purpose: listOf(z.enum(PURPOSES), { enum: PURPOSES }),
  stage: listOf(z.enum(STAGE_NAMES), { enum: STAGE_NAMES }),
  flag: listOf(z.enum(FLAG_NAMES), { enum: FLAG_NAMES }),
  ids: listOf(z.string().regex(ORDER_NUMBER, 'Send order numbers like CO-2026-000123.'), {
    pattern: ORDER_NUMBER_PATTERN,
  }).meta({ description: 'Order numbers, at most 200' }),
  requested_by: z.literal('me').optional(),
  assigned_to: z.literal('me').optional(),
  created_from: day,
  created_to: day,
  updated_from: day,
  updated_to: day,
  completed_from: day,
  completed_to: day,
  sort: z.enum(['updated', 'created', 'due']).optional(),
  limit: z.preprocess(toNumber, z.int().min(1).max(200)).optional(),
  cursor: z.string().max(400).optional(),
  count: z.enum(['true', 'false']).optional(),
});

export type ListQuery = z.output<typeof listQuery>;

export const boardQuery = z.strictObject({
  status: statuses,
  provider: providers,
});
