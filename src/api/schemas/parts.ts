import { z } from 'zod';
import { ACTION_NAMES, type ActionName, type AskName } from '../../domain/order/actions';
import { ERRORS, type ErrorCode } from '../../domain/errors';
import {
  JEOPARDY_LEVELS,
  JEOPARDY_REASONS,
  type JeopardyReason,
} from '../../domain/order/jeopardy';
import { ATTENTION_CAUSES, STATUS_NAMES } from '../../domain/order/stages';
import type {
  ActionDescription,
  ActionOffer,
  ActionSet,
  BudgetAnswer,
  PersonAnswer,
  SeenAnswer,
  ServiceabilityAnswer,
} from '../answers';
import { seenSchema } from './requests';

/**
 * Holds a schema to the type of `answers.ts` it describes: a field the type has and the schema does
 * not know, or knows differently, does not compile.
 */
export function describes<Answer>(): Describe<Answer> {
  return (schema) => schema;
}

type Describe<Answer> = <Schema extends z.ZodType>(
  schema: Answer extends z.input<Schema> ? Schema : never,
) => Schema;

/** An object that has every one of these keys; unlike a record, the document names them. */
export function eachOf<Key extends string, Value extends z.ZodType>(
  keys: readonly Key[],
  value: Value,
) {
  return z.object(
    Object.fromEntries(keys.map((key) => [key, value])) as unknown as Record<Key, Value>,
  );
}

export const instant = z.string().meta({ format: 'date-time' });
export const day = z.string().meta({ format: 'date' });
export const money = z.string().meta({ description: 'Exact decimal text', example: '1800.00' });

const ERROR_CODES = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];
export const errorCode = z.enum(ERROR_CODES).meta({ id: 'ErrorCode' });
export const actionName = z
  .enum(ACTION_NAMES as [ActionName, ...ActionName[]])
  .meta({ id: 'ActionName' });

export const person = describes<PersonAnswer>()(
  z.object({ oid: z.string(), key: z.string(), name: z.string() }).meta({ id: 'Person' }),
);

export const flags = z
  .object({
    onHold: z.object({ reason: z.string(), party: z.string() }).nullable(),
    jeopardy: z
      .object({
        level: z.enum(JEOPARDY_LEVELS),
        reason: z.enum(Object.keys(JEOPARDY_REASONS) as [JeopardyReason, ...JeopardyReason[]]),
        party: z.enum(['provider', 'customer']),
      })
      .nullable(),
    chargePending: z.boolean(),
    dateRevised: z.boolean(),
    needsAttention: z.array(z.enum(ATTENTION_CAUSES)),
  })
  .meta({ id: 'Flags' });

export const seen = describes<SeenAnswer>()(seenSchema);

const asks: readonly [AskName, ...AskName[]] = [
  'fields',
  'comment?',
  'comment',
  'reason',
  'result?',
  'billing_start_on?',
];

const toVariableName = (ask: AskName) =>
  ask.replace(/\?$/u, (mark) => (mark === '' ? '' : '_optional')).toUpperCase();

const description = {
  label: z.string(),
  // Names for generators of clients, to which `comment` and `comment?` look alike.
  asks: z.array(z.enum(asks).meta({ 'x-enum-varnames': asks.map(toVariableName) })).readonly(),
  column: z.enum(STATUS_NAMES).nullable(),
  consequence: z.string().nullable(),
};

export const actionDescription = describes<ActionDescription>()(
  z.object(description).meta({ id: 'ActionDescription' }),
);

const offer = {
  allowed: z.boolean(),
  code: errorCode.nullable(),
  reason: z.string().nullable(),
};

export const actionOffer = describes<ActionOffer>()(z.object(offer).meta({ id: 'ActionOffer' }));

export const actionSet = describes<ActionSet>()(
  eachOf(ACTION_NAMES, actionOffer).meta({ id: 'ActionSet' }),
);

export const offeredAction = z
  .object({ action: actionName, ...description, ...offer, seen })
  .meta({ id: 'OfferedAction' });

export const count = z.object({ value: z.int(), capped: z.boolean() });

export const budget = describes<BudgetAnswer>()(
  z
    .object({
      cost_centre: z.string(),
      fiscal_year: z.int(),
      amount: money,
      available: money,
      currency: z.string(),
    })
    .meta({ id: 'Budget' }),
);

export const serviceability = describes<ServiceabilityAnswer>()(
  z
    .object({
      colour: z.enum(['green', 'yellow', 'red']),
      reasons: z.array(z.string()),
      delivery_type: z.string().nullable(),
      interval_business_days: z.number().nullable(),
      checked_at: z.string(),
      valid_until: z.string().nullable(),
    })
    .meta({ id: 'Serviceability' }),
);
