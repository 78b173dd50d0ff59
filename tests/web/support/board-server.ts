import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express, { type Express, type Response } from 'express';
import type { OrderAnswer, PersonAnswer } from '../../../src/api/answers';
import { addRoutes } from './board-routes';
import { demoOrders } from './demo-orders';
import { PEOPLE } from './people';

/**
 * A stand-in for the API in front of the real, built pages: it answers with scripted orders in the
 * shapes of the contract, remembers every request, and can tell open pages of a change.
 */
export interface BoardServer {
  url: string;
  orders: Map<string, OrderAnswer>;
  requests: Recorded[];
  /** Changes an order as somebody else would, and says so on the event stream. */
  change: (number: string, change: Partial<OrderAnswer>) => void;
  /** Ends the session: from now on the API answers 401. */
  signOut: () => void;
  /** Rows of one page of a column; else all there are. */
  pageBy: (rows: number) => void;
  signIn: (person?: PersonAnswer) => void;
  /** Takes an order out of sight, as lost rights do, and hints that it changed. */
  hide: (number: string) => void;
  /** Answers nothing and hangs up on everybody until the switch is turned back. */
  breakDown: (broken: boolean) => void;
  /** Does what is asked and hangs up instead of answering writes, until the switch is turned back. */
  loseAnswers: (lost: boolean) => void;
  /** Does this once, after the next board was read; its answer leaves when this is done. */
  afterNextBoard: (work: Work) => void;
  stop: () => Promise<void>;
}

export interface Recorded {
  method: string;
  path: string;
  body: unknown;
  key: string | undefined;
  csrf: string | undefined;
  ifMatch: string | undefined;
}

type Work = () => Promise<void> | undefined;

export interface Script {
  pageSize: () => number;
  me: () => PersonAnswer;
  orders: Map<string, OrderAnswer>;
  hint: (order: OrderAnswer) => void;
  /** Streams hints from an event id on, or from now. */
  listen: (response: Response, after: string | undefined) => void;
  /** The event id of now. */
  lastEventId: () => string;
  /** Called between what a board shows and its answer. */
  afterBoard: Work;
}

const EMPTY_STYLE = createHash('sha256').update('').digest('base64');
export const POLICY = `default-src 'self'; img-src 'self' blob:; style-src 'self' 'sha256-${EMPTY_STYLE}'`;

export async function startBoardServer(webDir: string): Promise<BoardServer> {
  const orders = new Map(demoOrders().map((order) => [order.order_number, order]));
  const requests: Recorded[] = [];
  const streams = new Set<Response>();
  let pageSize = 1_000;
  let signedIn = true;
  let me: PersonAnswer = PEOPLE.maya;
  let broken = false;
  let losing = false;
  let whenBoardIsRead: Work | null = null;

  const told: string[] = [];

  const hint = ({ order_number: order, version, status }: OrderAnswer) => {
    const data = JSON.stringify({ order, version, status });
    const frame = `id: ${told.length + 1}\ndata: ${data}\n\n`;
    told.push(frame);
    for (const stream of streams) stream.write(frame);
  };
  const listen = (response: Response, after: string | undefined) => {
    const place = after === undefined ? told.length : Number(after);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`id: ${place}\n\n${told.slice(place).join('')}`);
    streams.add(response);
    response.on('close', () => streams.delete(response));
  };

  const app = express();
  app.use((request, _response, next) => {
    if (broken) request.socket.destroy();
    else next();
  });
  app.use((_request, response, next) => {
    response.setHeader('content-security-policy', POLICY);
    next();
  });
  app.use('/assets', express.static(join(webDir, 'assets'), { immutable: true, maxAge: '1y' }));
  app.use(express.json());
  app.use((request, _response, next) => {
    const { method, originalUrl: path } = request;
    const key = request.get('idempotency-key');
    const csrf = request.get('x-csrf');
    const ifMatch = request.get('if-match');
    requests.push({ method, path, body: request.body as unknown, key, csrf, ifMatch });
    next();
  });
  app.use((request, response, next) => {
    if (losing && request.method !== 'GET' && !request.path.endsWith('/check')) {
      response.json = () => {
        request.socket.destroy();
        return response;
      };
    }
    next();
  });
  app.get('/auth/login', (_request, response) => response.send('Sign in'));
  app.post('/auth/logout', (_request, response) => {
    signedIn = false;
    response.json({ location: '/auth/login?ended' });
  });
  app.use('/api', (_request, response, next) => {
    if (signedIn) next();
    else response.sendStatus(401);
  });
  addRoutes(app, {
    ...{ orders, hint, listen },
    me: () => me,
    pageSize: () => pageSize,
    lastEventId: () => String(told.length),
    afterBoard: () => {
      const work = whenBoardIsRead;
      whenBoardIsRead = null;
      return work?.();
    },
  });
  servePages(app, webDir);

  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    orders,
    requests,
    change(number, change) {
      const order = orders.get(number);
      if (order === undefined) throw new Error(`There is no ${number}.`);
      const next = { ...order, ...change, version: order.version + 1 };
      orders.set(number, next);
      hint(next);
    },
    signOut: () => {
      signedIn = false;
    },
    pageBy: (rows) => {
      pageSize = rows;
    },
    signIn: (person = PEOPLE.maya) => {
      signedIn = true;
      me = person;
    },
    hide(number) {
      const order = orders.get(number);
      if (order === undefined) throw new Error(`There is no ${number}.`);
      orders.delete(number);
      hint({ ...order, version: order.version + 1 });
    },
    breakDown(next) {
      broken = next;
      if (broken) server.closeAllConnections();
    },
    loseAnswers(lost) {
      losing = lost;
    },
    afterNextBoard(work) {
      whenBoardIsRead = work;
    },
    stop: () => close(server),
  };
}

function servePages(app: Express, webDir: string): void {
  const page = (_request: unknown, response: Response) => {
    response.sendFile(join(webDir, 'index.html'));
  };
  app.get('/home', page);
  app.get('/circuit-orders', page);
  app.get('/circuit-orders/*rest', page);
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
