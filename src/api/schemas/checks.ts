import { z } from 'zod';
import type { CheckAnswer, FindingAnswer, ProblemAnswer } from '../answers';
import { budget, describes, errorCode, money, person } from './parts';

export const problemAnswer = describes<ProblemAnswer>()(
  z
    .object({
      pointer: z
        .string()
        .meta({ description: 'JSON pointer into the body; empty for a parameter' }),
      parameter: z.string().optional(),
      code: errorCode,
      detail: z.string(),
    })
    .meta({ id: 'ProblemAt' }),
);

const finding = describes<FindingAnswer>()(
  z
    .object({
      check: z.enum(['duplicate', 'budget', 'serviceability', 'approval', 'completeness']),
      severity: z.enum(['ok', 'warning', 'blocks']),
      code: z.string(),
      text: z.string(),
      order_number: z.string().nullable(),
    })
    .meta({ id: 'Finding' }),
);

export const checkSchema = describes<CheckAnswer>()(
  z
    .object({
      problems: z.array(problemAnswer),
      findings: z.array(finding),
      approvals: z.array(z.object({ step: z.int(), persons: z.array(person) })),
      budget: budget.nullable().optional(),
      total_cost: money.nullable().optional(),
    })
    .meta({ id: 'CheckAnswer' }),
);
