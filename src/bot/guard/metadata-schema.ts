import { z } from 'zod';

export const metadataSchema = z.looseObject({ jwks_uri: z.url() });

const keySchema = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string().min(1),
  e: z.string().min(1),
});

export type ChannelJwk = z.infer<typeof keySchema>;

/** Keys of other kinds are none of ours, but no reason to believe nobody. */
export const jwksSchema = z.looseObject({
  keys: z
    .array(z.unknown())
    .transform((keys) =>
      keys.flatMap((key) => (keySchema.safeParse(key).success ? [keySchema.parse(key)] : [])),
    ),
});
