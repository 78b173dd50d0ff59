import { Router, json, type NextFunction, type Request, type Response } from 'express';
import { requireToken } from '../../kit/control-routes';
import type { FaultLine } from '../../kit/fault-plan';
import { ApiError } from '../http/api-error';
import { knobsOf, type Instance } from '../instance';
import { parseKnobs } from '../knobs';
import type { WebhookSender, WebhookTarget } from '../webhook-sender';
import { ActRefused, act, insertAs, type Act, type Insertion } from './act';

/** What this simulator can be told beyond what all simulators can. */
export function instanceControlRoutes(
  instance: Instance,
  token: string,
  webhooks: WebhookSender,
): Router {
  const router = Router();
  // What a control call changes is news to the open agent page, the kit's own calls included.
  router.use((request, response, next) => {
    if (request.method !== 'GET') {
      response.once('finish', () => {
        instance.presence.revision += 1;
      });
    }
    next();
  });
  // Named one by one: the kit's routes lie below the same path.
  router.use(
    ['/knobs', '/availability', '/act', '/insert', '/requests', '/webhook', '/faults/add'],
    requireToken(token),
    json({ limit: '10mb' }),
  );
  router.get('/knobs', (_request, response) => {
    response.json(knobsOf(instance));
  });
  router.put('/knobs', (request, response) => {
    const next = parseKnobs(knobsOf(instance), request.body as Record<string, unknown>);
    if (typeof next === 'string') {
      response.status(400).json({ error: next });
      return;
    }
    instance.state.value.knobs = next;
    instance.state.save();
    response.json(next);
  });
  router.get('/availability', (_request, response) => {
    response.json({ up: instance.presence.isUp });
  });
  router.put('/availability', (request, response) => {
    instance.presence.isUp = (request.body as { up?: boolean }).up === true;
    response.json({ up: instance.presence.isUp });
  });
  router.post('/act', (request, response) => {
    response.json({ result: act(instance, request.body as Act) });
  });
  router.post('/insert', (request, response) => {
    response.status(201).json({ result: insertAs(instance, request.body as Insertion) });
  });
  router.get('/requests', (_request, response) => {
    response.json({ requests: instance.ledger.entries('request') });
  });
  router.post('/faults/add', (request, response) => {
    instance.faults.add(request.body as FaultLine);
    response.status(201).json(instance.faults.armed());
  });
  router.put('/webhook', (request, response) => {
    const { url, secret, correlationDisplay } = request.body as Partial<WebhookTarget>;
    webhooks.setTarget(
      url && secret
        ? { url, secret, ...(correlationDisplay ? { correlationDisplay } : {}) }
        : undefined,
    );
    response.status(204).end();
  });
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (error instanceof ActRefused) response.status(400).json({ error: error.message });
    else if (error instanceof ApiError) {
      response.status(error.status).json({ error: error.detail ?? error.message });
    } else next(error);
  });
  return router;
}
