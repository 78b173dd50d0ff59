import { z } from 'zod';

/*
 * A carrier's order as it answers it. Only what we use is named, and that strictly: a retyped field
 * is an unreadable answer, an unknown attribute is none of our business. States and milestone names
 * stay text here; what they mean is decided where they are mapped.
 */

const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not a date and time');

const stateChangeSchema = z.looseObject({ state: z.string().min(1), changeDate: instant });

const noteSchema = z.looseObject({
  id: z.string().nullish(),
  date: instant.nullish(),
  source: z.string().nullish(),
  text: z.string().nullish(),
});

const milestoneSchema = z.looseObject({ name: z.string().min(1), date: instant });

const placeSchema = z.looseObject({
  id: z.string().nullish(),
  place: z.looseObject({ id: z.string().nullish() }).nullish(),
});

const itemSchema = z.looseObject({
  state: z.string().nullish(),
  expectedCompletionDate: instant.nullish(),
  completionDate: instant.nullish(),
  milestone: z.array(milestoneSchema).nullish(),
  note: z.array(noteSchema).nullish(),
  requestedItemTerm: z
    .looseObject({
      duration: z.looseObject({ amount: z.number(), units: z.string() }).nullish(),
    })
    .nullish(),
  product: z
    .looseObject({
      productOffering: z.looseObject({ id: z.string() }).nullish(),
      place: z.array(placeSchema).nullish(),
    })
    .nullish(),
});

export const orderSchema = z.looseObject({
  id: z.string().min(1),
  externalId: z.string().nullish(),
  state: z.string().min(1),
  orderDate: instant.nullish(),
  completionDate: instant.nullish(),
  stateChange: z.array(stateChangeSchema).nullish(),
  note: z.array(noteSchema).nullish(),
  productOrderItem: z.array(itemSchema).min(1),
});

/** The answer to a create request: only the id is needed to know that the order exists. */
export const createdSchema = z.looseObject({
  id: z.string().min(1),
  externalId: z.string().nullish(),
  state: z.string().nullish(),
});

/** One row of a list; rows have no items. */
export const orderRowSchema = z.looseObject({
  id: z.string().min(1),
  externalId: z.string().nullish(),
  state: z.string().min(1),
  orderDate: instant.nullish(),
});

export type MefOrder = z.infer<typeof orderSchema>;
export type MefItem = z.infer<typeof itemSchema>;
export type MefNote = z.infer<typeof noteSchema>;
export type MefOrderRow = z.infer<typeof orderRowSchema>;
