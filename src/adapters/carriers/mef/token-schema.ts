import { z } from 'zod';

/** A client-credentials answer (RFC 6749, section 5.1); without a life it counts as five minutes. */
export const tokenSchema = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().default(300),
});
