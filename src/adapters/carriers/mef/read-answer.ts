import type { z } from 'zod';
import { ProviderTrouble } from '../../../ports/provider';
import type { HttpAnswer } from './carrier-http';

/** What an answer says, by our schema of it; anything else is worth another try, never a guess. */
export function readAnswer<Schema extends z.ZodType>(
  { body }: HttpAnswer,
  schema: Schema,
  what: string,
): z.output<Schema> {
  if (!body.readable) throw new ProviderTrouble('retryable', `${what}: ${body.why}`);
  const read = schema.safeParse(body.json);
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.join('.') ?? '';
  throw new ProviderTrouble('retryable', `${what}: unexpected shape at ${where || 'the top'}`);
}
