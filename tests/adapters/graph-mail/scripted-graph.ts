import { createServer } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGraphMailer } from '../../../src/adapters/graph-mail/create-graph-mailer';
import type { GraphMailSettings } from '../../../src/adapters/graph-mail/graph-mail-settings';
import type { Mail } from '../../../src/ports/mail';
import { NO_CRASH_POINTS, type CrashPoints } from '../../../src/ports/crash-points';
import {
  openCertificateAuthority,
  type CertificateAuthority,
} from '../../../src/simulators/kit/certificate-authority';
import { useTemporaryFolder } from '../../support/temporary-folder';

export interface SeenCall {
  method: string;
  path: string;
  query: URLSearchParams;
  authorization: string;
  contentType: string;
  body: string;
}

export type Answer =
  | { status?: number; headers?: Record<string, string>; json?: unknown; text?: string }
  | 'reset'
  | 'hang';

export interface ScriptedGraph {
  url: string;
  calls: SeenCall[];
  tokens: () => number;
  close(): Promise<void>;
}

const folder = useTemporaryFolder('graph-mail-');
let authority: CertificateAuthority;
beforeAll(() => {
  authority = openCertificateAuthority(folder());
});

/** An https server that answers mailbox calls as told, and hands out numbered tokens. */
export async function startScriptedGraph(
  answerTo: (call: SeenCall, index: number) => Answer | Promise<Answer>,
  tokenAnswer: (count: number) => Answer = (count) => ({
    json: { access_token: `token-${count}`, expires_in: 3599 },
  }),
): Promise<ScriptedGraph> {
  const calls: SeenCall[] = [];
  let tokens = 0;
  const server = createServer(authority.server, (request, response) => {
    void readAll(request).then(async (body) => {
      const url = new URL(request.url ?? '/', 'https://graph');
      let answer: Answer;
      if (url.pathname === '/token') {
        tokens += 1;
        answer = tokenAnswer(tokens);
      } else {
        calls.push({
          method: request.method ?? '',
          path: decodeURIComponent(url.pathname),
          query: url.searchParams,
          authorization: request.headers.authorization ?? '',
          contentType: request.headers['content-type'] ?? '',
          body,
        });
        answer = await answerTo(calls[calls.length - 1] as SeenCall, calls.length - 1);
      }
      if (answer === 'hang') return;
      if (answer === 'reset') {
        response.destroy();
        return;
      }
      const type = { 'content-type': 'application/json' };
      response.writeHead(answer.status ?? 200, { ...type, ...answer.headers });
      response.end(answer.text ?? JSON.stringify(answer.json ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
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

export function mailerAt(
  url: string,
  changes: Partial<GraphMailSettings> = {},
  crashPoints: CrashPoints = NO_CRASH_POINTS,
) {
  return createGraphMailer(
    {
      url,
      tokenUrl: `${url}/token`,
      clientId: 'mailer',
      clientSecret: 'mailer-secret',
      mailbox: 'orders@retail.example',
      caFile: authority.caFile,
      timeoutMs: 4_000,
      ...changes,
    },
    { crashPoints },
  );
}

export function aMail(changes: Partial<Mail> = {}): Mail {
  return {
    key: 'CO-2026-000123/created/sam',
    orderNumber: 'CO-2026-000123',
    to: { name: 'Sam Okafor', email: 'sam@retail.example' },
    subject: 'CO-2026-000123 was created',
    text: 'Hello Sam',
    html: '<p>Hello Sam</p>',
    ...changes,
  };
}

/** A message as a find lists it. */
export function aMessage(id: string, isDraft: boolean, key = aMail().key, second = '00'): object {
  return {
    id,
    isDraft,
    lastModifiedDateTime: `2026-03-01T08:00:${second}Z`,
    singleValueExtendedProperties: [{ id: 'x', value: key }],
  };
}

export const listOf = (...messages: object[]): Answer => ({ json: { value: messages } });
