import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { Agent, request } from 'undici';
import { USUAL_TIMEOUTS, type ServiceNowSettings } from './servicenow-settings';

export interface WireRequest {
  method: 'GET' | 'POST' | 'PATCH';
  /** Path and query below the instance. */
  target: string;
  headers: Record<string, string>;
  body?: string;
  timeoutMs: number;
}

/** What came back: an answer read to its end, or none, and then whether the request had left. */
export type WireAnswer =
  | { arrived: true; status: number; headers: Record<string, string>; body: string }
  | { arrived: false; sent: boolean; cause: string };

export type SendRequest = (wanted: WireRequest) => Promise<WireAnswer>;

const LARGEST_BODY = 5 * 1024 * 1024;

/** Failures before the first byte of a request can have left. Any other may hide a commit. */
const NOT_SENT =
  /^(UND_ERR_CONNECT_TIMEOUT|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|ERR_TLS_CERT|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/;

/** The only place that talks to the instance: one host, no redirects, nothing tried twice. */
export function createSendRequest(origin: URL, settings: ServiceNowSettings): SendRequest {
  const connectMs = settings.timeouts?.connectMs ?? USUAL_TIMEOUTS.connectMs;
  const extra = settings.caFile === undefined ? undefined : readFileSync(settings.caFile, 'utf8');
  const agent = new Agent({
    connect: {
      timeout: connectMs,
      ...(extra === undefined ? {} : { ca: [...rootCertificates, extra] }),
    },
    maxResponseSize: LARGEST_BODY,
  });

  return async ({ method, target, headers, body, timeoutMs }) => {
    try {
      const answer = await request(`${origin.origin}${target}`, {
        dispatcher: agent,
        method,
        headers,
        body: body ?? null,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        signal: AbortSignal.timeout(timeoutMs),
      });
      return {
        arrived: true,
        status: answer.statusCode,
        headers: firstValues(answer.headers),
        body: await answer.body.text(),
      };
    } catch (error) {
      const { code, name } = error as { code?: unknown; name?: unknown };
      const cause = String(typeof code === 'string' ? code : name);
      return { arrived: false, sent: !NOT_SENT.test(cause), cause };
    }
  };
}

function firstValues(headers: Record<string, string | string[] | undefined>) {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) flat[name] = first;
  }
  return flat;
}
