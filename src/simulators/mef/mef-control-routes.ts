import { Router, json, type NextFunction, type Request, type Response } from 'express';
import { requireToken } from '../kit/control-routes';
import { isStill, nextStep } from './carry-on';
import { openCharges } from './charge-life';
import { doToOrder } from './do-to-order';
import { isObject } from './issues';
import { summariseLedger } from './ledger-summary';
import type { JsonObject, OrderRecord } from './mef-state';
import { IllegalMove } from './order-moves';
import { renderOrder } from './render-order';
import { mergeScenario } from './merge-scenario';
import { orderByKey, sameKey, type Seller } from './seller';
import type { TokenDesk } from './token-desk';

function overview(seller: Seller, order: OrderRecord): JsonObject {
  const step = nextStep(order);
  return {
    ...renderOrder(order),
    frozen: order.frozen,
    still: isStill(seller, order),
    next: step && { kind: step.kind, name: step.name, due: new Date(step.dueMs).toISOString() },
    openCharges: openCharges(seller, order).map((charge) => charge.id),
  };
}

/** Holding pace and letting it go again moves every plan by the time it was held. */
function setPace(seller: Seller, on: boolean): void {
  const state = seller.state.value;
  const now = seller.clock.nowMs();
  if (!on) {
    state.paceHeldSinceMs ??= now;
  } else if (state.paceHeldSinceMs !== null) {
    const held = now - state.paceHeldSinceMs;
    state.paceHeldSinceMs = null;
    for (const order of state.orders) for (const step of order.plan) step.dueMs += held;
    for (const task of state.tasks) task.dueMs += held;
  }
}

function putScenario(seller: Seller, wish: unknown): void {
  const state = seller.state.value;
  const before = state.scenario.pace;
  state.scenario = mergeScenario(state.scenario, wish);
  if (state.scenario.pace !== before) setPace(seller, state.scenario.pace);
  seller.state.save();
}

/** What this seller can be told beyond what every simulator can; mount it before the kit's routes. */
export function mefControlRoutes(seller: Seller, tokens: TokenDesk, token: string): Router {
  const router = Router();
  const told = [requireToken(token), json({ limit: '5mb' })];
  router.get('/ledger', ...told, (request, response) => {
    const kind = request.query['kind'];
    response.json({
      entries: seller.ledger.entries(typeof kind === 'string' ? kind : undefined),
      summary: summariseLedger(seller.state.value),
    });
  });
  router.get('/orders', ...told, (_request, response) => {
    response.json(seller.state.value.orders.map((order) => overview(seller, order)));
  });
  router.get('/orders/:key', ...told, (request, response) => {
    const order = orderByKey(seller, String(request.params['key']));
    if (order) response.json(overview(seller, order));
    else response.status(404).json({ error: 'No order has this key.' });
  });
  router.post('/orders/:key/do', ...told, (request, response) => {
    const wish = isObject(request.body) ? request.body : {};
    const key = String(request.params['key']);
    const order = orderByKey(seller, key);
    if (!order && wish['do'] === 'freeze') {
      freezeKey(seller, key, wish['frozen'] !== false);
      response.status(202).json({ key, frozen: wish['frozen'] !== false });
      return;
    }
    if (!order) {
      response.status(404).json({ error: 'No order has this key.' });
      return;
    }
    seller.ledger.add('do', { key, orderId: order.id, ...wish });
    doToOrder(seller, order, wish);
    seller.state.save();
    response.json(overview(seller, order));
  });
  router.get('/scenario', ...told, (_request, response) => {
    response.json(seller.state.value.scenario);
  });
  router.put('/scenario', ...told, (request, response) => {
    putScenario(seller, request.body);
    response.json(seller.state.value.scenario);
  });
  router.post('/tokens/expire', ...told, (_request, response) => {
    tokens.expireAll();
    response.status(204).end();
  });
  return router;
}

function freezeKey(seller: Seller, key: string, frozen: boolean): void {
  const state = seller.state.value;
  state.frozenKeys = state.frozenKeys.filter((one) => !sameKey(one, key));
  if (frozen) state.frozenKeys.push(key);
  seller.state.save();
}

/** Says in words why a control call was refused. */
export function answerControlError(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (error instanceof IllegalMove) response.status(409).json({ error: error.message });
  else if (error instanceof RangeError) response.status(422).json({ error: error.message });
  else next(error);
}
