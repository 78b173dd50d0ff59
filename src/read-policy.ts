import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Policy } from './ports/policy';
import { BACKOFF } from './domain/backoff';
import { ATTENTION_AFTER_MS } from './domain/order/task-events';

const PRODUCTION: Policy = {
  backoff: BACKOFF,
  lookAgainMs: [5_000, 30_000, 120_000],
  providerCadence: { fixedMs: null },
  serviceNowPollMs: 30_000,
  attentionAfterMs: ATTENTION_AFTER_MS,
};

const ms = z.number().int().positive();

const schema = z.strictObject({
  backoff: z.strictObject({ firstMs: ms, capMs: ms }),
  lookAgainMs: z.array(z.number().int().min(0)),
  providerCadence: z.strictObject({ fixedMs: ms.nullable() }),
  serviceNowPollMs: ms,
  attentionAfterMs: ms,
});

/** The times of this process: production's, or those of a policy file. */
export function readPolicy(file: string | undefined): Policy {
  if (file === undefined) return PRODUCTION;
  return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
