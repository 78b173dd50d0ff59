import { z } from 'zod';
import type { ProblemDocument } from '../answers';
import { problemAnswer } from './checks';
import { orderSchema } from './order';
import { actionName, describes, errorCode } from './parts';

/** RFC 9457, the answer of every request that was not served. */
export const problemSchema = describes<ProblemDocument>()(
  z
    .object({
      type: z.string(),
      title: z.string(),
      status: z.int(),
      detail: z.string(),
      instance: z.string(),
      code: errorCode,
      errors: z.array(problemAnswer),
      allowed: z.array(actionName).optional(),
      current: orderSchema.optional(),
      changed: z.array(z.string()).optional(),
    })
    .meta({ id: 'Problem' }),
);
