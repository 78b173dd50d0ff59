import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** A simulator that listens. `close` ends idle and open connections too. */
export interface Listening {
  url: string;
  port: number;
  server: Server;
  close(): Promise<void>;
}

export interface ListenOptions {
  /** 0 takes any free port. */
  port?: number;
  tls?: { key: string; cert: string };
  /** Bytes of request head; the default of Node is 16 KiB. */
  maxHeaderSize?: number;
}

/** Binds to loopback only: a simulator is never reachable from outside, and refuses production. */
export async function listen(app: Express, options: ListenOptions = {}): Promise<Listening> {
  if (process.env['PROFILE'] === 'production') {
    throw new Error('A simulator does not run in the production profile.');
  }
  const limits = { maxHeaderSize: options.maxHeaderSize ?? 128 * 1024 };
  const server = options.tls
    ? createHttpsServer({ ...options.tls, ...limits }, app)
    : createHttpServer(limits, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls ? 'https' : 'http'}://localhost:${port}`,
    port,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
