import { Router, json, type NextFunction, type Request, type Response } from 'express';
import { clockSettingIn, ControlMistake, faultPlanIn, jumpIn, stateIn } from './control-input';
import type { FaultPlan } from './fault-plan';
import { isSameText } from './is-same-text';
import type { Ledger } from './ledger';
import type { PersistentState } from './persistent-state';
import type { SimulatorClock } from './simulator-clock';

/** True for a request that carries the simulators' token. */
export function bearsToken(request: Request, token: string): boolean {
  return isSameText(request.get('authorization') ?? '', `Bearer ${token}`);
}

export interface ControlParts<T> {
  token: string;
  clock: SimulatorClock;
  ledger: Ledger;
  faults: FaultPlan;
  state: PersistentState<T>;
  empty: () => T;
}

/**
 * What every simulator can be told, below `/_sim`, by who bears the token: read or clear the ledger,
 * set or move the clock, plan faults, keep, restore or clear its state.
 */
export function controlRoutes<T>(parts: ControlParts<T>): Router {
  const router = Router();
  router.use(requireToken(parts.token), json({ limit: '50mb' }));
  router.get('/ledger', (request, response) => {
    const kind = request.query['kind'];
    response.json({ entries: parts.ledger.entries(typeof kind === 'string' ? kind : undefined) });
  });
  router.delete('/ledger', (_request, response) => {
    parts.ledger.clear();
    response.status(204).end();
  });
  router.get('/clock', (_request, response) => {
    response.json(parts.clock.describe());
  });
  router.put('/clock', (request, response) => {
    parts.clock.set(clockSettingIn(request.body));
    response.json(parts.clock.describe());
  });
  router.post('/clock/advance', (request, response) => {
    parts.clock.advance(jumpIn(request.body, parts.clock.nowMs()));
    response.json(parts.clock.describe());
  });
  router.get('/faults', (_request, response) => {
    response.json(parts.faults.lines());
  });
  router.put('/faults', (request, response) => {
    const { lines, seed } = faultPlanIn(request.body);
    parts.faults.set(lines, seed);
    response.json(parts.faults.lines());
  });
  router.post('/snapshot', (_request, response) => {
    response.json(parts.state.value);
  });
  router.post('/restore', (request, response) => {
    parts.state.replace(stateIn(request.body, parts.empty()));
    response.status(204).end();
  });
  router.post('/reset', (_request, response) => {
    parts.state.replace(parts.empty());
    parts.ledger.clear();
    parts.faults.clear();
    response.status(204).end();
  });
  router.use(answerMistake);
  return router;
}

/** Who steers reads what was wrong, as JSON; the simulator goes on as before. */
function answerMistake(
  error: Error & { status?: number },
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (error instanceof ControlMistake) response.status(422).json({ error: error.message });
  else if (error.status === 400) response.status(400).json({ error: 'The body is not JSON.' });
  else next(error);
}

/** Lets nobody pass who does not bear the token. */
export function requireToken(token: string) {
  return (request: Request, response: Response, next: NextFunction) => {
    if (bearsToken(request, token)) next();
    else
      response.status(401).json({ error: 'The control API wants the simulators’ bearer token.' });
  };
}
