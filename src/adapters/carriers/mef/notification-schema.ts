import { z } from 'zod';

/** A call-back. Its state, where it has one, is deliberately not read. */
export const notificationSchema = z.looseObject({
  eventId: z.string().min(1).max(200),
  eventType: z.string().min(1),
  event: z.looseObject({ id: z.string().min(1).max(200) }),
});
