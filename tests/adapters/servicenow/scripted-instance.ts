import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NO_CRASH_POINTS } from '../../../src/ports/crash-points';
import { createServiceNowMirror } from '../../../src/adapters/servicenow/create-servicenow-mirror';
import type { ServiceNowSettings } from '../../../src/adapters/servicenow/servicenow-settings';

export interface SeenCall {
  method: string;
  path: string;
  query: URLSearchParams;
  authorization: string;
  body: string;
}

/** An answer, or a way of not giving one. */
export type Answer =
  | { status?: number; headers?: Record<string, string>; json?: unknown; text?: string }
  | 'reset'
  | 'cut'
  | 'hang';

export interface ScriptedInstance {
  url: string;
  /** All calls but those for tokens. */
  calls: SeenCall[];
  tokens: () => number;
  close(): Promise<void>;
}

/** A server that answers table calls as told, and hands out numbered tokens. */
export async function startScriptedInstance(
  answerTo: (call: SeenCall, index: number) => Answer,
  tokenAnswer: (count: number) => Answer = (count) => ({
    json: { access_token: `token-${count}`, expires_in: 1799, token_type: 'Bearer' },
  }),
): Promise<ScriptedInstance> {
  const calls: SeenCall[] = [];
  let tokens = 0;
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://instance');
      const call: SeenCall = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        authorization: request.headers.authorization ?? '',
        body,
      };
      if (url.pathname === '/oauth_token.do') {
        tokens += 1;
        give(response, tokenAnswer(tokens));
        return;
      }
      calls.push(call);
      give(response, answerTo(call, calls.length - 1));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    tokens: () => tokens,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function give(response: ServerResponse, answer: Answer): void {
  if (answer === 'hang') return;
  if (answer === 'reset') {
    response.destroy();
    return;
  }
  if (answer === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
    response.write('{"result":[{"sys_id":', () => {
      setTimeout(() => response.destroy(), 20);
    });
    return;
  }
  const body = answer.text ?? JSON.stringify(answer.json ?? {});
  response.writeHead(answer.status ?? 200, {
    'content-type': 'application/json;charset=UTF-8',
    ...answer.headers,
  });
  response.end(body);
}

export const NOW = '2026-03-01T08:00:00.000Z';
export const SYS_ID = '0123456789abcdef0123456789abcdef';

export function mirrorAt(
  url: string,
  changes: Partial<ServiceNowSettings> = {},
  alerts?: string[],
) {
  return createServiceNowMirror(
    {
      url,
      auth: 'oauth',
      clientId: 'orders',
      clientSecret: 'secret',
      user: 'circuit.orders',
      timeouts: { connectMs: 2_000, readMs: 4_000, writeMs: 4_000 },
      ...changes,
    },
    {
      crashPoints: NO_CRASH_POINTS,
      clock: { nowIso: () => NOW },
      alert: (message) => alerts?.push(message),
    },
  );
}

/** A task as an instance sends it with values and labels together. */
export function aTask(changes: Record<string, string> = {}): Record<string, unknown> {
  const values: Record<string, string> = {
    sys_id: SYS_ID,
    number: 'SCTASK0010001',
    correlation_id: 'circuit-orders:CO-2026-000123',
    correlation_display: 'circuit-orders',
    sys_mod_count: '0',
    sys_created_on: '2026-03-01 08:00:00',
    sys_updated_on: '2026-03-01 08:00:00',
    state: '1',
    short_description: 'CO-2026-000123',
    description: '',
    due_date: '',
    expected_start: '',
    work_start: '',
    work_end: '',
    close_notes: '',
    work_notes: '',
    comments: '',
    ...changes,
  };
  return cells(values);
}

export function cells(values: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      /^(work_notes|comments)$/.test(name)
        ? { display_value: value, value: '' }
        : { display_value: value, value },
    ]),
  );
}

export function failure(message: string, detail: string | null = null): unknown {
  return { error: { message, detail }, status: 'failure' };
}
