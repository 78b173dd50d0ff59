import { z } from 'zod';

const provider = z.union([z.string(), z.looseObject({ name: z.string() })]);

const qualifiedItemSchema = z.looseObject({
  state: z.string().min(1),
  serviceabilityConfidence: z.enum(['green', 'yellow', 'red']).nullish(),
  serviceabilityConfidenceReason: z.string().nullish(),
  installationInterval: z
    .looseObject({ amount: z.number().nonnegative(), units: z.string() })
    .nullish(),
  guaranteedUntilDate: z
    .string()
    .refine((text) => !Number.isNaN(Date.parse(text)))
    .nullish(),
  deliveryType: z
    .enum(['onNetWithBuild', 'onNetWithoutBuild', 'offNetWithBuild', 'offNetWithoutBuild'])
    .nullish()
    .catch(null),
  '3rdPartyProvider': provider.nullish(),
});

/** The answer to whether one product can be delivered. */
export const qualificationSchema = z.looseObject({
  state: z.string().min(1),
  '3rdPartyProvider': provider.nullish(),
  productOfferingQualificationItem: z.array(qualifiedItemSchema).min(1),
});

export type QualifiedItem = z.infer<typeof qualifiedItemSchema>;
export type Qualification = z.infer<typeof qualificationSchema>;
