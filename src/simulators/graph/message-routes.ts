import { Router, json, text, type Request } from 'express';
import type { GraphContext } from './graph-context';
import { GraphError } from './graph-error';
import { parseMessage } from './parse-message';
import { parseMime } from './parse-mime';
import { parseSendMail } from './parse-send-mail';
import { readPreferences } from './preferences';
import { answerList, answerMessage, type Asked } from './query-messages';
import { isMime, keyInBody, keyInFilter } from './request-keys';
import { requireSendable } from './require-sendable';
import { requireToken } from './require-token';
import { serveOperation, type Reply } from './serve-operation';
import { FOLDERS, emptyContent, hasId, keyOf, type StoredMessage } from './stored-message';
import { folderId, folderOf } from './to-graph-message';
import { toMime } from './write-mime';

const MESSAGES = '/v1.0/users/:user/messages';
const IN_FOLDER = '/v1.0/users/:user/mailFolders/:folder/messages';

/** The mail routes of Graph v1.0 that draft, find and send need, and `sendMail` to see it used. */
export function messageRoutes(context: GraphContext): Router {
  const router = Router();
  const { store, mailbox } = context;
  router.use('/v1.0', requireToken(context), json({ limit: '4mb' }), text({ limit: '4mb' }));

  const own = () => store.all().filter((message) => message.mailbox === mailbox);
  const addressOf = (request: Request) =>
    new URL(`${request.protocol}://${request.get('host') ?? 'localhost'}${request.originalUrl}`);
  const named = (request: Request) => store.find(mailbox, String(request.params['id']));
  const keyOfNamed = (request: Request) => {
    const id = String(request.params['id']);
    const found = own().find((message) => hasId(message, id));
    return found === undefined ? '' : keyOf(found);
  };
  const requireFolder = (request: Request) => {
    const folder = folderOf(String(request.params['folder']));
    if (folder !== undefined) return folder;
    throw new GraphError(404, 'ErrorItemNotFound', 'The specified folder was not found.');
  };
  const onNamed = (name: string, handle: (message: StoredMessage, request: Request) => Reply) =>
    serveOperation(context, {
      name,
      keyOf: keyOfNamed,
      handle: (request) => handle(named(request), request),
    });
  const asked = (request: Request): Asked => {
    const { folder } = request.params;
    const inFolder = folder === undefined ? '' : `/mailFolders('${String(folder)}')`;
    return {
      query: request.query,
      wishes: readPreferences(request.get('prefer') ?? ''),
      address: addressOf(request),
      collection: `users('${encodeURIComponent(mailbox)}')${inFolder}/messages`,
    };
  };

  const draft = serveOperation(context, {
    name: 'draft',
    keyOf: keyInBody,
    handle: async (request) => {
      const content = isMime(request) ? await parseMime(request.body) : parseMessage(request.body);
      const message = store.draft(mailbox, content);
      return { status: 201, body: answerMessage(message, { ...asked(request), query: {} }) };
    },
  });
  router.post([MESSAGES, '/v1.0/users/:user/mailFolders/drafts/messages'], draft);

  const find = serveOperation(context, {
    name: 'find',
    keyOf: keyInFilter,
    handle: (request) => {
      const folder = request.params['folder'] === undefined ? undefined : requireFolder(request);
      const messages = own().filter((message) => folder === undefined || message.folder === folder);
      return { status: 200, body: answerList(messages, asked(request)) };
    },
  });
  router.get([MESSAGES, IN_FOLDER], find);

  router.get(
    '/v1.0/users/:user/mailFolders/:folder',
    serveOperation(context, {
      name: 'folder',
      keyOf: () => '',
      handle: (request) => {
        const folder = requireFolder(request);
        const held = own().filter((message) => message.folder === folder);
        const body = {
          id: folderId(folder),
          displayName: FOLDERS[folder],
          totalItemCount: held.length,
          unreadItemCount: held.filter((message) => !message.isRead).length,
        };
        return { status: 200, body };
      },
    }),
  );

  router.get(
    [`${MESSAGES}/:id`, `${IN_FOLDER}/:id`],
    onNamed('get', (message, request) => ({
      status: 200,
      body: answerMessage(message, asked(request)),
    })),
  );
  router.get(
    [`${MESSAGES}/:id/$value`, `${IN_FOLDER}/:id/$value`],
    onNamed('mime', (message) => ({ status: 200, mime: toMime(message) })),
  );
  router.patch(
    [`${MESSAGES}/:id`, `${IN_FOLDER}/:id`],
    serveOperation(context, {
      name: 'patch',
      keyOf: (request) => keyInBody(request) || keyOfNamed(request),
      handle: (request) => {
        const message = named(request);
        store.change(message, parseMessage(request.body));
        return { status: 200, body: answerMessage(message, asked(request)) };
      },
    }),
  );
  router.delete(
    [`${MESSAGES}/:id`, `${IN_FOLDER}/:id`],
    onNamed('delete', (message) => {
      store.remove(message);
      return { status: 204 };
    }),
  );

  router.post(
    [`${MESSAGES}/:id/send`, `${IN_FOLDER}/:id/send`],
    serveOperation(context, {
      name: 'send',
      keyOf: keyOfNamed,
      handle: (request, fault) => {
        store.send(named(request), { bounce: fault?.kind === 'recipientGone' });
        return { status: 202 };
      },
    }),
  );
  router.post(
    '/v1.0/users/:user/sendMail',
    serveOperation(context, {
      name: 'sendMail',
      keyOf: keyInBody,
      handle: async (request, fault) => {
        const { content, keep } = await parseSendMail(request);
        // What is refused leaves no draft behind.
        requireSendable(mailbox, { ...emptyContent(), ...content });
        const message = store.draft(mailbox, content);
        store.send(message, { bounce: fault?.kind === 'recipientGone', keep });
        context.ledger.add('sendMail', { key: keyOf(message) });
        return { status: 202 };
      },
    }),
  );
  return router;
}
