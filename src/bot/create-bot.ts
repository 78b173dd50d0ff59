import type { Request, RequestHandler, Response } from 'express';
import type { Chat } from '../ports/chat';
import type { BotTools } from './asking';
import type { BotSettings } from './bot-settings';
import { createConversation } from './converse';
import { createGuard, type Admission } from './guard';
import { createChannelKeys } from './guard/channel-keys';
import { createServiceCheck } from './guard/service-hosts';
import { createRouter } from './router';
import { loadTeamsSdk } from './teams-sdk';

export interface Bot {
  /** For every method of `/api/messages`, mounted before anything that reads bodies. */
  handler: RequestHandler;
  chat: Chat;
  /** Waits for what is under way, then ends the connections. */
  close(): Promise<void>;
}

export interface BotOptions extends BotTools {
  settings: BotSettings;
  /** Counts what the door refused. */
  onRefused?: (status: number, reason: string) => void;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  401: 'The sender is not known here.',
  403: 'The sender is not allowed here.',
  405: 'This method is not offered here.',
  413: 'The request is too large.',
  415: 'This content type is not read here.',
  500: 'Something went wrong on our side.',
};

/** The bot: its door, the SDK behind it, and what it answers with. */
export function createBot({ settings, onRefused, ...tools }: BotOptions): Bot {
  const sdk = loadTeamsSdk().create(settings);
  const { logger, useCases } = tools;
  const underWay = new Set<Promise<unknown>>();
  const guard = createGuard({
    settings,
    keys: createChannelKeys({ metadataUrl: settings.metadataUrl }),
    mayServe: createServiceCheck(settings),
  });
  const serve = sdk.createServer({
    conversation: createConversation({ ...tools, chat: sdk.chat, router: createRouter(tools) }),
    nowIso: () => useCases.clock.nowIso(),
    follow(work) {
      const settled: Promise<unknown> = work.then(
        () => underWay.delete(settled),
        () => underWay.delete(settled),
      );
      underWay.add(settled);
    },
    onError(error) {
      logger.error({ err: error }, 'bot turn failed');
    },
  });

  async function handle(request: Request, response: Response): Promise<void> {
    const admission = await guard(request);
    if (!admission.admitted) {
      refuse(request, response, admission);
      return;
    }
    const { authorization, activity } = admission;
    try {
      const { status, body } = await serve(authorization, activity);
      response.status(status);
      if (body === undefined) response.end();
      else response.json(body);
    } catch (error) {
      const status = isDistrust(error) ? 401 : 500;
      logger.warn({ status, err: error }, 'activity not taken by the SDK');
      onRefused?.(status, 'SDK');
      answerProblem(response, status);
    }
  }

  function refuse(
    request: Request,
    response: Response,
    { status, reason }: Extract<Admission, { admitted: false }>,
  ): void {
    logger.warn({ status, reason }, 'activity refused');
    onRefused?.(status, reason);
    // What was not read of the body cannot be told from a next request.
    if (!request.complete) response.set('connection', 'close');
    if (status === 405) response.set('allow', 'POST');
    answerProblem(response, status);
  }

  return {
    handler: (request, response, next) => {
      handle(request, response).catch((error: unknown) => {
        logger.error({ err: error }, 'bot door failed');
        if (response.headersSent) next(error);
        else answerProblem(response, 500);
      });
    },
    chat: sdk.chat,
    async close() {
      await Promise.all(underWay);
      await sdk.close();
    },
  };
}

/** The SDK's own word for a token or key it does not believe. */
function isDistrust(error: unknown): boolean {
  const status: unknown = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
  return status === 401 || status === 403;
}

/** A status and its name; never a reason, which would teach whoever tries keys. */
function answerProblem(response: Response, status: number): void {
  if (status === 401) response.set('www-authenticate', 'Bearer');
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title: TITLES[status] ?? '', status }));
}
