import type { Instance } from '../instance';
import { errorAnswer, type Answer } from './answer';
import { acceptsJson, type ApiCall } from './api-call';
import { ApiError, noResource } from './api-error';
import { countAgainstRateRule } from './rate-limits';
import { tableEndpoint } from './table-endpoint';

/** One family of paths. Undefined means "not mine". */
export type Endpoint = (instance: Instance, call: ApiCall) => Promise<Answer> | undefined;

const ENDPOINTS: readonly Endpoint[] = [tableEndpoint];

/** Serves a call of somebody who is signed in. A refusal is an answer, too. */
export async function handleCall(instance: Instance, call: ApiCall): Promise<Answer> {
  let rateHeaders: Readonly<Record<string, string>> = {};
  try {
    if (!acceptsJson(call.header('accept'))) {
      throw new ApiError(406, 'Not acceptable', 'The response can be application/json only');
    }
    rateHeaders = countAgainstRateRule(instance, call.caller);
    for (const endpoint of ENDPOINTS) {
      const answered = endpoint(instance, call);
      if (answered) {
        const answer = await answered;
        return { ...answer, headers: { ...rateHeaders, ...answer.headers } };
      }
    }
    throw noResource();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const answer = errorAnswer(error);
    return { ...answer, headers: { ...rateHeaders, ...answer.headers } };
  }
}
