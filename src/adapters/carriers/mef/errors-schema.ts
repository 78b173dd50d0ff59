import { z } from 'zod';

/** One thing the carrier finds wrong; only a 422 names where. */
const refusalSchema = z.looseObject({
  code: z.string().default('otherIssue'),
  reason: z.string().nullish(),
  message: z.string().nullish(),
  propertyPath: z.string().nullish(),
});

/** A 400 carries one, a 422 a list. */
export const refusalsSchema = z.union([
  z.array(refusalSchema).min(1),
  refusalSchema.transform((refusal) => [refusal]),
]);
