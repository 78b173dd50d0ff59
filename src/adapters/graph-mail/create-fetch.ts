import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { Agent, fetch, type RequestInit, type Response } from 'undici';
import type { GraphMailSettings } from './graph-mail-settings';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const LARGEST_BODY = 5 * 1024 * 1024;

/** The adapter's only way out: own authorities, a time limit, a size limit, no redirects. */
export function createFetch(settings: GraphMailSettings): Fetch {
  const extra = settings.caFile === undefined ? undefined : readFileSync(settings.caFile, 'utf8');
  const dispatcher = new Agent({
    connect: {
      timeout: 5_000,
      ...(extra === undefined ? {} : { ca: [...rootCertificates, extra] }),
    },
    maxResponseSize: LARGEST_BODY,
  });
  const timeoutMs = settings.timeoutMs ?? 15_000;
  return (url, init) =>
    fetch(url, {
      ...init,
      dispatcher,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
}

/** Name of what went wrong before an answer, e.g. `ECONNREFUSED`; never an address or a token. */
export function faultOf(error: unknown): string {
  const { name, code, cause } = error as { name?: unknown; code?: unknown; cause?: unknown };
  if (typeof cause === 'object' && cause !== null) return faultOf(cause);
  return typeof code === 'string' ? code : String(name);
}
