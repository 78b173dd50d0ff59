import { randomBytes } from 'node:crypto';
import { Router, type Request } from 'express';
import { PERSONAS } from '../kit/people';
import type { GraphContext } from './graph-context';
import { INBOX_SCRIPT } from './inbox-script';
import { MAIL_SANDBOX, PARTS, inboxPage, type Part } from './inbox-page';
import { inFolder, mailboxLines } from './mailbox-view';
import { FOLDERS, type Folder, type StoredMessage } from './stored-message';

const FIRST_MAILBOX = PERSONAS[0]?.email ?? '';

function textOf(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
}

const policyOf = (nonce: string) =>
  `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; frame-src 'self'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;

/** A mail may style itself and carry its pictures inside; nothing is fetched and nothing runs. */
const MAIL_POLICY = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'self'; frame-ancestors 'self'; sandbox ${MAIL_SANDBOX}`;

/** The page where people read what the product has mailed; its parts; word of new mail. */
export function inboxRoutes(context: GraphContext): Router {
  const router = Router();
  const { store, mailbox: sender } = context;
  const newestInbox = (): StoredMessage | undefined =>
    store.all().findLast((message) => message.folder === 'inbox');
  const named = (id: string) => store.all().find((message) => message.id === id);
  router.use((_request, response, next) => {
    response.set({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    next();
  });

  router.get('/', (request, response) => {
    const nonce = randomBytes(16).toString('base64url');
    const asked = textOf(request, 'folder') as Folder;
    const folder = Object.hasOwn(FOLDERS, asked) ? asked : 'inbox';
    const address =
      textOf(request, 'mailbox').toLowerCase() || (newestInbox()?.mailbox ?? FIRST_MAILBOX);
    const open = named(textOf(request, 'message'));
    if (open !== undefined) open.isRead = true;
    const messages = inFolder(store.all(), address, folder);
    const part = textOf(request, 'part') as Part;
    const fallback: Part = open?.body.contentType === 'text' ? 'text' : 'html';
    response.set('content-security-policy', policyOf(nonce)).send(
      inboxPage({
        lines: mailboxLines(store.all(), sender),
        address,
        folder,
        messages,
        ...(open === undefined ? {} : { open }),
        part: Object.hasOwn(PARTS, part) ? part : fallback,
        sequence: store.sequence(),
        nonce,
      }),
    );
  });

  router.get('/inbox.js', (_request, response) => {
    response.type('js').send(INBOX_SCRIPT);
  });

  router.get('/news', (_request, response) => {
    const newest = newestInbox();
    const text = newest === undefined ? '' : `New mail for ${newest.mailbox}: ${newest.subject}`;
    response.json({ sequence: store.sequence(), newest: text });
  });

  router.get('/content', (request, response) => {
    const message = named(textOf(request, 'message'));
    response.set('content-security-policy', MAIL_POLICY);
    if (message?.body.contentType !== 'html') {
      response.status(404).type('text').send('No such mail.');
      return;
    }
    response.type('html').send(`<base target="_blank">${message.body.content}`);
  });
  return router;
}
