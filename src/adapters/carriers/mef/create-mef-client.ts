import { ProviderTrouble } from '../../../ports/provider';
import type { CarrierHttp, HttpAnswer } from './carrier-http';
import type { TokenCache } from './create-token-cache';
import type { Api, Dialect } from './dialect';
import { toTrouble, toTroubleOfFailure } from './to-trouble';

/** Authorised calls to one carrier's interfaces. */
export interface MefClient {
  /** Any answer; `HttpFailure` when none came. A refused token is renewed once. */
  call(call: MefCall): Promise<HttpAnswer>;
  /** An answer to a question that changes nothing: status 200 or trouble. */
  ask(call: Omit<MefCall, 'body'>): Promise<HttpAnswer>;
  nowMs(): number;
}

export interface MefCall {
  api: Api;
  path: string;
  query?: Readonly<Record<string, string>>;
  /** Present: POST. */
  body?: unknown;
  onSent?: () => void;
  /** A thing just made may not be found yet: 404 means later, not a wrong address. */
  mayLag?: boolean;
}

export function createMefClient(tools: {
  http: CarrierHttp;
  tokens: TokenCache;
  dialect: Dialect;
  baseUrl: string;
  family: 'cantata' | 'sonata';
  customerId: string;
  nowMs: () => number;
}): MefClient {
  const base = `${tools.baseUrl.replace(/\/+$/u, '')}/mefApi/${tools.family}`;
  const urlOf = ({ api, path, query = {} }: MefCall) => {
    const search = new URLSearchParams({ ...query, buyerId: tools.customerId });
    return `${base}/${tools.dialect.paths[tools.family][api]}${path}?${search.toString()}`;
  };

  const send = async (call: MefCall, token: string): Promise<HttpAnswer> =>
    tools.http({
      method: call.body === undefined ? 'GET' : 'POST',
      url: urlOf(call),
      headers: {
        authorization: `Bearer ${token}`,
        ...(call.body !== undefined && { 'content-type': 'application/json;charset=utf-8' }),
      },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      ...(call.onSent && { onSent: call.onSent }),
    });

  const call = async (wanted: MefCall): Promise<HttpAnswer> => {
    const token = await tools.tokens.get();
    const answer = await send(wanted, token);
    if (answer.status !== 401) return answer;
    tools.tokens.discard(token);
    const second = await send(wanted, await tools.tokens.get());
    if (second.status === 401) throw new ProviderTrouble('auth', `${wanted.path}: status 401`);
    return second;
  };

  return {
    call,
    async ask(wanted) {
      const answer = await call(wanted).catch((error: unknown) => {
        throw toTroubleOfFailure(error, wanted.path);
      });
      if (answer.status === 404 && wanted.mayLag === true) {
        throw new ProviderTrouble('retryable', `${wanted.path}: status 404`);
      }
      if (answer.status !== 200) throw toTrouble(answer, wanted.path, tools.nowMs());
      return answer;
    },
    nowMs: tools.nowMs,
  };
}
