import { toApiProblem } from '../api/api-problem';
import { leaveToSignIn } from '../api/sign-in';
import type { Sender } from './sender';

/** The only place that sends anything but GET. `csrf` is read at each call. */
export function createSender(csrf: () => string | null): Sender {
  const headers = (more: Record<string, string>): Record<string, string> => {
    const token = csrf();
    return {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(token === null ? {} : { 'x-csrf': token }),
      ...more,
    };
  };
  return {
    async send(entry) {
      const response = await fetch(entry.path, {
        method: entry.method,
        headers: headers({
          'idempotency-key': entry.key,
          ...(entry.ifMatch === null ? {} : { 'if-match': entry.ifMatch }),
        }),
        body: JSON.stringify(entry.body),
      }).catch(() => null);
      if (response?.status === 401) leaveToSignIn();
      if (response === null || response.status === 401) return { settled: false, response: null };
      return { settled: response.status !== 429 && response.status < 500, response };
    },
    async ask(path, body, signal) {
      const text = JSON.stringify(body);
      const response = await fetch(path, {
        method: 'POST',
        headers: headers({}),
        body: text,
        signal,
      });
      if (response.status === 401) leaveToSignIn();
      if (!response.ok) throw await toApiProblem(response);
      return (await response.json()) as unknown;
    },
    async signOut() {
      const response = await fetch('/auth/logout', { method: 'POST', headers: headers({}) });
      if (!response.ok) return null;
      const answer = (await response.json()) as { location?: string };
      return answer.location ?? null;
    },
  };
}
