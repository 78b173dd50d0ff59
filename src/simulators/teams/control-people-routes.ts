import { Router, type Request, type Response } from 'express';
import { PERSONAS, personaOf, type Persona } from '../kit/people';
import { isJson, textIn, type Json } from './activity';
import type { BotAnswer } from './bot-line';
import { FORGERIES, isForgery, type Forgery } from './channel-token';
import { messageView } from './message-view';
import { pressAction, type Press } from './press-action';
import type { SimulatorParts } from './simulator-parts';
import { homeRegion, teamsUserId } from './teams-identity';
import { waitUntil } from './wait-until';

const DEFAULT_WAIT_MS = 5000;
const PRESS_STATUS: Partial<Record<string, number>> = { notFound: 404, missingInputs: 422 };

const bodyOf = (request: Request): Json => (isJson(request.body) ? request.body : {});

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

function refuse(response: Response, status: number, error: string, facts: Json = {}): void {
  response.status(status).json({ error, ...facts });
}

/** The steering wheel of end-to-end tests: each persona's hands and eyes. */
export function controlPeopleRoutes(parts: SimulatorParts): Router {
  const router = Router();
  const { store, client, refresh, installation, appId } = parts;

  function personOf(request: Request, response: Response): Persona | undefined {
    const person = personaOf(String(request.params['key']));
    if (person === undefined) refuse(response, 404, 'Nobody has this key.');
    return person;
  }

  function conversationOf(id: unknown, person: Persona, response: Response) {
    if (typeof id !== 'string') return store.personal(person);
    const found = store.find(id);
    if (found === undefined) refuse(response, 404, 'No such conversation.');
    return found;
  }

  function forgeOf(body: Json, response: Response): { forge: Forgery | undefined } | undefined {
    const forge = body['forge'];
    if (forge === undefined) return { forge: undefined };
    if (isForgery(forge)) return { forge };
    refuse(response, 400, 'Unknown forgery.', { known: FORGERIES });
    return undefined;
  }

  function locate(body: Json, response: Response) {
    const found = store.locate(String(body['activityId']));
    if (found === undefined) refuse(response, 404, 'No such message.');
    return found;
  }

  const describe = (person: Persona) => {
    const region = homeRegion(person);
    const { installed, blocked } = store.person(person.key);
    return {
      ...person,
      teamsUserId: teamsUserId(person, appId),
      conversationId: store.personal(person).id,
      region,
      serviceUrl: parts.serviceUrlOf(region),
      installed,
      blocked,
    };
  };

  router.get('/people', (_request, response) => {
    response.json({ people: PERSONAS.map(describe) });
  });
  router.get('/people/:key', (request, response) => {
    const person = personOf(request, response);
    if (person) response.json(describe(person));
  });

  router.post('/people/:key/send', async (request, response) => {
    const person = personOf(request, response);
    const body = bodyOf(request);
    const conversation = person && conversationOf(body['conversationId'], person, response);
    const forged = conversation && forgeOf(body, response);
    if (!person || !conversation || !forged) return;
    const { message, answer } = client.sendText(person, textIn(body, 'text'), {
      conversation,
      forge: forged.forge,
      threadRoot: textOf(body['threadRoot']),
    });
    const heard = await heardWithin(answer, Number(body['timeoutMs'] ?? 20_000));
    response.json({
      activityId: message.id,
      conversationId: conversation.id,
      delivery: message.delivery,
      ...heard,
    });
  });

  router.post('/people/:key/action', async (request, response) => {
    const person = personOf(request, response);
    const body = bodyOf(request);
    const forged = person && forgeOf(body, response);
    const target = forged && locate(body, response);
    if (!person || !forged || !target) return;
    await refresh.settled(person.key);
    const result = await pressAction(client, person, target, pressOf(body, forged.forge));
    response.status(PRESS_STATUS[result.kind] ?? 200).json(result);
  });

  router.post('/people/:key/invoke', async (request, response) => {
    const person = personOf(request, response);
    const body = bodyOf(request);
    const conversation = person && conversationOf(body['conversationId'], person, response);
    const forged = conversation && forgeOf(body, response);
    if (!person || !conversation || !forged) return;
    const replyToId = textOf(body['replyToId']);
    const { answer, outcome } = await client.invoke(person, {
      conversation,
      forge: forged.forge,
      name: String(body['name']),
      value: body['value'],
      ...(replyToId === undefined ? {} : { replyToId }),
    });
    response.json({ status: answer.status, body: answer.body, ms: answer.ms, ...outcome });
  });

  router.post('/people/:key/refresh', async (request, response) => {
    const person = personOf(request, response);
    const target = person && locate(bodyOf(request), response);
    if (!person || !target) return;
    const asked = await refresh.forOne(person, target.conversation, target.message);
    response.json({ asked, message: messageView(target.message, person.key) });
  });

  router.get('/people/:key/messages', async (request, response) => {
    const person = personOf(request, response);
    const conversation =
      person && conversationOf(request.query['conversationId'], person, response);
    if (!person || !conversation) return;
    const after = Number(request.query['after'] ?? 0);
    const atLeast = Number(request.query['atLeast'] ?? 0);
    const newer = () => conversation.messages.filter(({ id }) => Number(id) > after);
    const satisfied = await waitUntil(
      store,
      () => newer().filter(({ from }) => from === 'bot').length >= atLeast,
      Number(request.query['timeoutMs'] ?? DEFAULT_WAIT_MS),
    );
    await refresh.settled(person.key);
    response.json({
      conversationId: conversation.id,
      satisfied,
      messages: newer().map((message) => messageView(message, person.key)),
    });
  });

  router.get('/people/:key/messages/:id', async (request, response) => {
    const person = personOf(request, response);
    if (!person) return;
    const found = store.locate(request.params.id);
    if (found === undefined) {
      refuse(response, 404, 'No such message.');
      return;
    }
    const { message } = found;
    const wanted = Number(request.query['updatedAtLeast'] ?? 0);
    const satisfied = await waitUntil(
      store,
      () => message.editedCount >= wanted,
      Number(request.query['timeoutMs'] ?? DEFAULT_WAIT_MS),
    );
    await refresh.settled(person.key);
    response.json({ satisfied, message: messageView(message, person.key) });
  });

  router.post('/people/:key/install', async (request, response) => {
    const person = personOf(request, response);
    if (person) response.json(await installation.install(person));
  });
  router.post('/people/:key/uninstall', async (request, response) => {
    const person = personOf(request, response);
    if (!person) return;
    const silent = bodyOf(request)['silent'] === true;
    response.json((await installation.uninstall(person, { silent })) ?? { status: 0 });
  });
  router.put('/people/:key/blocked', (request, response) => {
    const person = personOf(request, response);
    if (!person) return;
    store.person(person.key).blocked = bodyOf(request)['blocked'] === true;
    response.json(describe(person));
  });
  return router;
}

/** What the bot answered, or status null when it has not within the limit; delivery goes on. */
async function heardWithin(answer: Promise<BotAnswer>, limitMs: number) {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, limitMs, undefined);
  });
  const heard = await Promise.race([answer, silence]);
  clearTimeout(timer);
  return heard === undefined
    ? { status: null, body: null, ms: limitMs }
    : { status: heard.status, body: heard.body, ms: heard.ms };
}

function pressOf(body: Json, forge: Forgery | undefined): Press {
  const wanted = textOf(body['action']) ?? textOf(body['actionTitle']) ?? textOf(body['verb']);
  return {
    ...(wanted === undefined ? {} : { wanted }),
    ...(isJson(body['raw']) ? { raw: body['raw'] } : {}),
    inputs: isJson(body['inputs']) ? body['inputs'] : {},
    useFallback: body['useFallback'] === true,
    skipValidation: body['skipValidation'] === true,
    forge,
  };
}
