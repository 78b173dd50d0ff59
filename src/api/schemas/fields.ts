import { z } from 'zod';
import {
  FIELD_NAMES,
  fieldEntry,
  type FieldEntry,
  type FieldType,
} from '../../domain/order/fields';
import { FORBIDDEN_CHARACTERS } from '../../domain/order/field-types';

type Kind = 'string' | 'number' | 'integer' | 'null';
type Described = { type?: Kind | Kind[] } & Record<string, unknown>;

/** Texts without the control characters the catalogue refuses. */
export const PLAIN_TEXT = `^[^${FORBIDDEN_CHARACTERS}]*$`;
const RATE = String.raw`\d{1,7}(\.\d{1,3})? ?[MGmg]([Bb][Pp][Ss])?`;

/** How a value of each type is written by a program; people may write some of them more freely. */
const WRITTEN: Record<FieldType, (field: FieldEntry) => Described> = {
  site: () => ({ type: 'string', minLength: 1 }),
  provider: () => ({ type: 'string', minLength: 1 }),
  choice: ({ choices = [] }) => ({ type: 'string', enum: [...choices] }),
  speed: () => ({ type: 'string', pattern: `^${RATE}(/${RATE})?$` }),
  text: ({ min, max }) => ({
    type: 'string',
    pattern: PLAIN_TEXT,
    ...(min !== undefined && { minLength: min }),
    ...(max !== undefined && { maxLength: max }),
  }),
  date: () => ({ type: 'string', format: 'date' }),
  money: () => ({
    type: ['string', 'number'],
    pattern: String.raw`^\d{1,8}(\.\d{1,2})?$`,
    minimum: 0,
    maximum: 99_999_999.99,
  }),
  months: ({ min = 1, max = 120 }) => ({
    type: ['integer', 'string'],
    pattern: '^([1-9][0-9]?|1[01][0-9]|120)$',
    minimum: min,
    maximum: max,
  }),
};

const descriptionOf = ({ label, help }: FieldEntry) =>
  help === undefined ? label : `${label}: ${help}`;

function written(field: FieldEntry): Described {
  const schema = WRITTEN[field.type](field);
  if (field.required === true) return schema;
  const kinds = [schema.type ?? []].flat();
  return { ...schema, type: [...kinds, 'null'] };
}

/**
 * Every field of the catalogue under its column name. The catalogue judges the values, so that all
 * that is wrong with them is told at once and with its codes; here they are only described.
 */
const fieldsAs = (describe: (field: FieldEntry) => Described) =>
  Object.fromEntries(
    FIELD_NAMES.map((name) => {
      const field = fieldEntry(name);
      const description = descriptionOf(field);
      const override = describe(field);
      return [field.column, z.unknown().optional().meta({ description, override })];
    }),
  );

/** Fields as a request must bring them that stores something. */
export const fields = fieldsAs(written);

/** Fields of which any value is answered: what is wrong with it is the answer. */
export const judgedFields = fieldsAs(() => ({}));

/** Columns a draft cannot do without. */
export const NEEDED = FIELD_NAMES.map(fieldEntry)
  .filter(({ required }) => required === true)
  .map(({ column }) => column);
