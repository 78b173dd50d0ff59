import { Router, urlencoded, type NextFunction, type Request, type Response } from 'express';
import { ActRefused, act, type Act } from '../control/act';
import { ApiError } from '../http/api-error';
import type { Instance } from '../instance';
import { findRow } from '../records/find-rows';
import { createAgentGuard } from './agent-guard';
import { AGENT_SCRIPT } from './agent-script';
import { AGENT_STYLE } from './agent-style';
import { actingUser, createAgentView } from './agent-view';
import { FAULT_BUTTONS } from './fault-panel';
import { html } from './markup';
import { pageFrame } from './page-frame';
import { FORM_FIELDS } from './record-form';
import { taskListPage, type ListFilter } from './task-list-page';
import { taskPage } from './task-page';

const HOME = '/_sim/agent';

/** What a finished form says on the page it leads to. */
const MESSAGES: Readonly<Record<string, string>> = {
  saved: 'Changes saved.',
  unchanged: 'Nothing was different, so nothing was saved.',
  silent: 'Saved silently: the update stamps did not move.',
  posted: 'Entry added.',
  closed: 'Task closed.',
  reopened: 'Task reopened.',
  deleted: 'Task deleted.',
  switched: 'You now act as somebody else.',
  planned: 'Fault planned.',
  cleared: 'No fault is planned any more.',
  down: 'The instance is down.',
  up: 'The instance is back.',
};

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';

function parseFilter(request: Request): ListFilter {
  const show = request.query['show'];
  return {
    show: show === 'closed' || show === 'all' ? show : 'open',
    find: textOf(request.query['find']),
  };
}

/** Only what the person touched is written, so that a change made meanwhile survives. */
function touchedFields(body: Record<string, unknown>): Record<string, string> {
  const was = JSON.parse(textOf(body['was']) || '{}') as Record<string, string>;
  const touched: Record<string, string> = {};
  for (const field of FORM_FIELDS) {
    const value = body[field];
    if (typeof value !== 'string') continue;
    const now = textOf(value);
    if (now === textOf(was[field])) continue;
    const isInstant = field === 'due_date' && now !== '';
    touched[field] = isInstant ? `${now.replace('T', ' ')}:00`.slice(0, 19) : now;
  }
  return touched;
}

function quickAct(quick: string): Pick<Act, 'do' | 'state'> {
  if (quick === 'delete' || quick === 'reopen') return { do: quick };
  return { do: 'close', state: quick.slice('close-'.length) };
}

/** The page on which a person plays the agent. Made for one person at this machine. */
export function agentRoutes(instance: Instance): Router {
  const router = Router();
  const guard = createAgentGuard();
  router.use(urlencoded({ extended: false, limit: '1mb' }), guard.protect);

  const viewOf = (request: Pick<Request, 'query' | 'get'>) => {
    const done = request.query['done'];
    const message = typeof done === 'string' ? MESSAGES[done] : undefined;
    return createAgentView(
      instance,
      actingUser(instance, guard.userOf(request)),
      guard.nonce,
      message,
    );
  };
  const actOn = (request: Request<{ sysId: string }>, what: Omit<Act, 'as' | 'sys_id'>) =>
    act(instance, {
      as: viewOf(request).caller.userName,
      sys_id: request.params.sysId,
      ...what,
    });
  const back = (response: Response, path: string, done: string) => {
    response.redirect(303, `${path}?done=${done}`);
  };
  const bodyOf = (request: { body: unknown }) => (request.body ?? {}) as Record<string, unknown>;

  router.get('/agent.css', (_request, response) => {
    response.type('css').send(AGENT_STYLE);
  });
  router.get('/agent.js', (_request, response) => {
    response.type('text/javascript').send(AGENT_SCRIPT);
  });
  router.get('/revision', (_request, response) => {
    response.json({ revision: instance.presence.revision });
  });
  router.get('/', (request, response) => {
    response.type('html').send(taskListPage(viewOf(request), parseFilter(request)));
  });
  router.get('/task/:sysId', (request, response) => {
    const row = findRow(instance, 'sc_task', request.params.sysId);
    const view = viewOf(request);
    if (row) {
      response.type('html').send(taskPage(view, row));
      return;
    }
    const gone = html`<h1>This task is gone</h1>
      <p>It was deleted, or never existed. <a href="${HOME}">Back to the list</a></p>`;
    response
      .status(404)
      .type('html')
      .send(pageFrame(view, 'Not found', gone));
  });

  router.post('/user', (request, response) => {
    guard.chooseUser(response, textOf(bodyOf(request)['user']));
    back(response, HOME, 'switched');
  });
  router.post('/availability', (request, response) => {
    const isUp = bodyOf(request)['up'] === 'true';
    instance.presence.isUp = isUp;
    instance.presence.revision += 1;
    back(response, HOME, isUp ? 'up' : 'down');
  });
  router.post('/fault', (request, response) => {
    const body = bodyOf(request);
    const button = FAULT_BUTTONS.find(({ kind }) => kind === body['kind']);
    const times = Number(body['times']);
    if (!button) throw new ActRefused('Choose a fault.');
    instance.faults.add({
      operation: textOf(body['operation']) || '*',
      kind: button.kind,
      times: Number.isInteger(times) && times > 0 ? times : 1,
      ...(button.with ? { with: button.with } : {}),
    });
    instance.presence.revision += 1;
    back(response, HOME, 'planned');
  });
  router.post('/faults/clear', (_request, response) => {
    instance.faults.clear();
    instance.presence.revision += 1;
    back(response, HOME, 'cleared');
  });
  router.post('/task/:sysId/edit', (request, response) => {
    const body = bodyOf(request);
    const fields = touchedFields(body);
    const path = `${HOME}/task/${request.params.sysId}`;
    if (Object.keys(fields).length === 0) {
      back(response, path, 'unchanged');
      return;
    }
    const isSilent = body['silent'] === 'true';
    actOn(request, { do: isSilent ? 'silentEdit' : 'edit', fields });
    back(response, path, isSilent ? 'silent' : 'saved');
  });
  router.post('/task/:sysId/journal', (request, response) => {
    const body = bodyOf(request);
    const kind = body['element'] === 'comments' ? 'comment' : 'note';
    actOn(request, { do: kind, text: textOf(body['text']) });
    back(response, `${HOME}/task/${request.params.sysId}`, 'posted');
  });
  router.post('/task/:sysId/quick', (request, response) => {
    const what = quickAct(textOf(bodyOf(request)['quick']));
    actOn(request, what);
    if (what.do === 'delete') back(response, HOME, 'deleted');
    else {
      const done = what.do === 'reopen' ? 'reopened' : 'closed';
      back(response, `${HOME}/task/${request.params.sysId}`, done);
    }
  });
  router.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (!(error instanceof ActRefused || error instanceof ApiError)) {
      next(error);
      return;
    }
    const why = error instanceof ApiError ? (error.detail ?? error.message) : error.message;
    const refused = html`<h1>Not done</h1>
      <p>${why}</p>
      <p><a href="${HOME}">Back to the list</a></p>`;
    response
      .status(400)
      .type('html')
      .send(pageFrame(viewOf(request), 'Not done', refused));
  });
  return router;
}
