import { z } from 'zod';

const text = z.string().min(1).max(1000);
const optional = z.string().max(1000).nullish();

/**
 * What every activity must say before the SDK sees it. The rest is optional on purpose: clients of
 * other makes leave out names, locales and timestamps.
 */
export const activitySchema = z.looseObject({
  type: text,
  id: optional,
  channelId: z.literal('msteams'),
  serviceUrl: text,
  conversation: z.looseObject({
    id: text,
    conversationType: optional,
    tenantId: optional,
    isGroup: z.boolean().nullish(),
  }),
  from: z.looseObject({ id: text, aadObjectId: optional }),
  recipient: z.looseObject({ id: text }),
  replyToId: optional,
  name: optional,
  action: optional,
  text: z.string().nullish(),
  channelData: z.looseObject({ tenant: z.looseObject({ id: optional }).nullish() }).nullish(),
  membersAdded: z.array(z.looseObject({ id: optional })).nullish(),
  membersRemoved: z.array(z.looseObject({ id: optional })).nullish(),
  entities: z.array(z.unknown()).nullish(),
});

export type InboundActivity = z.infer<typeof activitySchema>;
