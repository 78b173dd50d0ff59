import { z } from 'zod';
import { ACTION_NAMES } from '../../domain/order/actions';
import { FIELD_NAMES, PURPOSES, fieldEntry } from '../../domain/order/fields';
import { FLAGS, STAGE_NAMES, STATUS_NAMES, type FlagName } from '../../domain/order/stages';
import { isCalendarDate } from '../../domain/time';

/** Shapes of requests, for validation and the OpenAPI document alike. */
// The catalogue refuses other fields, together with all else that is wrong.
const CLOSED = { additionalProperties: false };
const VALUE = { type: ['string', 'number', 'null'] as ['string', 'number', 'null'] };

/**
 * Every field of the catalogue under its column name. The catalogue judges the values, so that all
 * that is wrong with them is told at once and with its codes; here they are only described.
 */
const fields = Object.fromEntries(
  FIELD_NAMES.map((name) => {
    const { column, label, help } = fieldEntry(name);
    const description = help === undefined ? label : `${label}: ${help}`;
    return [column, z.unknown().optional().meta({ description, override: VALUE })];
  }),
);

export const ORDER_NUMBER = /^CO-\d{4}-\d{6,12}$/iu;

export const createBody = z
  .looseObject({
    ...fields,
    client_id: z.uuid().optional().meta({
      description: 'The same id again is the same order, whatever its terms: see differs',
    }),
    then: z.literal('submit').optional(),
  })
  .meta({ id: 'CreateRequest', override: CLOSED });

export const checkBody = z
  .looseObject({
    ...fields,
    order_number: z
      .string()
      .regex(ORDER_NUMBER, 'Send an order number like CO-2026-000123.')
      .optional()
      .meta({ description: 'The draft these fields belong to; it is then no duplicate of itself' }),
  })
  .meta({ id: 'CheckRequest', override: CLOSED });

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
const text = z.string().optional();

export const transitionBody = z
  .strictObject({
    action: z
      .string()
      .optional()
      .meta({ override: { type: 'string', enum: ACTION_NAMES } }),
    to_status: z.enum(STATUS_NAMES).optional().meta({ description: 'For a drag, not an action' }),
    seen: seenSchema.optional(),
    input: z
      .strictObject({ comment: text, reason: text, result: text, billing_start_on: text })
      .optional(),
  })
  .meta({ id: 'TransitionRequest' });

export const cancelBody = z
  .strictObject({ reason: text, seen: seenSchema.optional() })
  .meta({ id: 'CancelRequest' });

export const cancelQuery = z.strictObject({ reason: text });

/** `a,b` or the parameter repeated; both mean any of them. */
function listOf<Item extends z.ZodType<string, string>>(item: Item, choices?: readonly string[]) {
  return z
    .preprocess((given) => {
      const texts: unknown[] = Array.isArray(given) ? given : [given];
      return texts.flatMap((one): unknown[] => (typeof one === 'string' ? one.split(',') : [one]));
    }, z.array(item).min(1).max(200))
    .optional()
    .meta({
      override: {
        type: 'array',
        items: { type: 'string', ...(choices === undefined ? {} : { enum: [...choices] }) },
      },
    });
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
const providers = listOf(z.string().min(1).max(60));

export const listQuery = z.strictObject({
  view: z.enum(['board', 'list']).optional(),
  status: listOf(z.enum(STATUS_NAMES), STATUS_NAMES),
  provider: providers.meta({ description: 'Keys or names' }),
  purpose: listOf(z.enum(PURPOSES), PURPOSES),
  stage: listOf(z.enum(STAGE_NAMES), STAGE_NAMES),
  flag: listOf(z.enum(FLAG_NAMES), FLAG_NAMES),
  ids: listOf(z.string().regex(ORDER_NUMBER, 'Send order numbers like CO-2026-000123.')).meta({
    description: 'Order numbers, at most 200',
  }),
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
  status: listOf(z.enum(STATUS_NAMES), STATUS_NAMES),
  provider: providers,
});
