import { Router } from 'express';
import type { GraphContext } from './graph-context';
import { GraphError } from './graph-error';
import { toReport } from './mailbox-view';
import { parseMessage } from './parse-message';
import { keyOf } from './stored-message';

/** Control calls beyond those every simulator has; the caller's token is already checked. */
export function graphControlRoutes(context: GraphContext): Router {
  const router = Router();
  const { store } = context;

  /** Mail at rest, oldest first: `?to=`, `?key=`, `?folder=` (`inbox` if not said). */
  router.get('/messages', (request, response) => {
    const { to, key, folder = 'inbox' } = request.query;
    const messages = store
      .all()
      .filter(
        (message) =>
          message.folder === folder &&
          (to === undefined || message.mailbox === (to as string).toLowerCase()) &&
          (key === undefined || keyOf(message) === key),
      )
      .map(toReport);
    response.json({ messages });
  });

  /** Mail from outside: `{to, from, message}`, the message as Graph writes one. */
  router.post('/messages', (request, response) => {
    const { to, from, message } = (request.body ?? {}) as Record<string, unknown>;
    if (typeof to !== 'string' || typeof from !== 'string') {
      response.status(422).json({ error: 'A mail has to and from, both addresses.' });
      return;
    }
    try {
      const content = parseMessage(message);
      const kept = store.receive(to, { emailAddress: { address: from } }, content);
      response.status(201).json(toReport(kept));
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      response.status(422).json({ error: error.message });
    }
  });
  return router;
}
