import { z } from 'zod';

/** A subscription as the carrier keeps it. */
export const subscriptionSchema = z.looseObject({
  id: z.string().min(1),
  callback: z.string().nullish(),
});
