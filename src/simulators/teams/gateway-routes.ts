import { raw, Router, type Request, type Response } from 'express';
import type { Ledger } from '../kit/ledger';
import { isJson, type Json } from './activity';
import type { BotLine } from './bot-line';
import { authorizationHeader } from './channel-token';
import type { KeyRing } from './key-ring';

export interface GatewayParts {
  appId: string;
  keys: KeyRing;
  line: BotLine;
  ledger: Ledger;
  answerLimitMs: number;
}

const isJsonType = (request: Request) =>
  /^application\/json\b/i.test(request.get('content-type') ?? '');

function readActivity(body: unknown): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
    return isJson(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Lets a channel client that cannot sign reach the bot: its activity is forwarded byte for byte with
 * a token for the serviceUrl it names, and the bot's answer is passed back. A web page of another
 * site cannot use it, as JSON from there needs a permission that is never given.
 */
export function gatewayRoutes(parts: GatewayParts): Router {
  const router = Router();
  router.post(
    ['/', '/api/messages'],
    raw({ type: () => true, limit: '1mb' }),
    async (request: Request, response: Response) => {
      if (!isJsonType(request)) {
        response.status(415).json({ error: 'The gateway forwards application/json only.' });
        return;
      }
      const activity = readActivity(request.body);
      if (activity === undefined) {
        response.status(400).json({ error: 'The body is not an activity.' });
        return;
      }
      const serviceUrl = activity['serviceUrl'];
      const answer = await parts.line.deliverRaw({
        body: request.body as Buffer,
        contentType: request.get('content-type') ?? 'application/json',
        authorization: await authorizationHeader(parts.keys, {
          appId: parts.appId,
          serviceUrl: typeof serviceUrl === 'string' ? serviceUrl : undefined,
        }),
        limitMs: parts.answerLimitMs,
      });
      parts.ledger.add('gateway', {
        type: activity['type'] ?? null,
        serviceUrl: serviceUrl ?? null,
        status: answer.status,
      });
      if (answer.status === 0) {
        response.status(504).json({ error: 'The bot did not answer.' });
        return;
      }
      const contentType = answer.headers['content-type'];
      if (contentType !== undefined) response.set('content-type', contentType);
      response.status(answer.status);
      if (answer.body === null) response.end();
      else if (typeof answer.body === 'string') response.send(answer.body);
      else response.send(JSON.stringify(answer.body));
    },
  );
  return router;
}
