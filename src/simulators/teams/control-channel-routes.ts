import { Router, type Request } from 'express';
import { personaOf } from '../kit/people';
import { isJson, type InboundActivity, type Json } from './activity';
import { channelClaims, isForgery } from './channel-token';
import { KEY_NAMES, type KeyName } from './key-ring';
import type { SimulatorParts } from './simulator-parts';
import { REGIONS } from './teams-state';

const bodyOf = (request: Request): Json => (isJson(request.body) ? request.body : {});
const keyName = (value: unknown): KeyName => KEY_NAMES.find((name) => name === value) ?? 'channel';

/** Control of what lies between the people and the bot: raw activities, tokens, chats, messages. */
export function controlChannelRoutes(parts: SimulatorParts): Router {
  const router = Router();
  const { store, line, keys, appId } = parts;

  router.get('/status', (_request, response) => {
    response.json({
      botUrl: line.url() ?? null,
      appId,
      tenantId: parts.credentials.tenantId,
      serviceUrls: Object.fromEntries(
        REGIONS.map((region) => [region, parts.serviceUrlOf(region)]),
      ),
    });
  });
  router.put('/bot', (request, response) => {
    line.pointAt(String(bodyOf(request)['url']));
    response.status(204).end();
  });

  router.post('/activities', async (request, response) => {
    const { activity, forge } = bodyOf(request);
    if (!isJson(activity)) {
      response.status(400).json({ error: 'The body wants an activity.' });
      return;
    }
    response.json(
      await line.deliver(activity as InboundActivity, {
        forge: isForgery(forge) ? forge : undefined,
      }),
    );
  });

  router.post('/tokens', async (request, response) => {
    const body = bodyOf(request);
    const serviceUrl = typeof body['serviceUrl'] === 'string' ? body['serviceUrl'] : undefined;
    const wanted = isJson(body['claims']) ? body['claims'] : {};
    const kid = isJson(body['header']) ? body['header']['kid'] : undefined;
    // A claim set to null is left out.
    const claims = Object.entries({ ...channelClaims(appId, serviceUrl), ...wanted });
    const token = await keys.sign(
      keyName(body['key']),
      Object.fromEntries(claims.filter(([, value]) => value !== null)),
      typeof kid === 'string' ? { kid } : {},
    );
    response.json({ token });
  });

  router.get('/conversations', (_request, response) => {
    response.json({ conversations: store.all() });
  });
  router.post('/conversations', async (request, response) => {
    const { kind, name, members, install } = bodyOf(request);
    const conversation = store.createShared(
      kind === 'channel' ? 'channel' : 'groupChat',
      String(name),
      Array.isArray(members) ? members.map(String) : [],
    );
    const adder = personaOf(conversation.members[0] ?? '');
    if (install !== false && adder !== undefined) {
      await parts.client.installation(adder, 'add', { conversation });
    }
    response.status(201).json(conversation);
  });

  router.delete('/messages/:id', (request, response) => {
    const found = store.locate(request.params.id);
    if (found === undefined) {
      response.status(404).json({ error: 'No such message.' });
      return;
    }
    store.vanish(found.conversation, found.message);
    response.status(204).end();
  });
  return router;
}
