import { z } from 'zod';

/** An address validation: ready with or without a best match, or rejected. */
export const addressValidationSchema = z.looseObject({
  /** The older shape answers at once and has no state. */
  state: z.string().nullish(),
  bestMatchGeographicAddress: z.looseObject({ id: z.string().min(1) }).nullish(),
});
