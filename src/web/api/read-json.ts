import { toApiProblem } from './api-problem';
import { leaveToSignIn } from './sign-in';

/** Reads one address of the API. Throws `ApiProblem` for every answer but 2xx. */
export async function readJson(path: string, signal?: AbortSignal): Promise<unknown> {
  const response = await fetch(path, {
    headers: { accept: 'application/json' },
    signal: signal ?? null,
  });
  if (response.status === 401) leaveToSignIn();
  if (!response.ok) throw await toApiProblem(response);
  return response.json();
}
