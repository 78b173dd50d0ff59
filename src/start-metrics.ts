import { createServer } from 'node:http';
import { collectDefaultMetrics, register } from 'prom-client';

/** Prometheus on a port of its own, reachable from this machine alone. 0 turns it off. */
export async function startMetrics(
  port: number,
): Promise<{ url: string | null; stop(): Promise<void> }> {
  if (port === 0) return { url: null, stop: () => Promise.resolve() };
  collectDefaultMetrics();
  const server = createServer((_request, response) => {
    register.metrics().then(
      (text) => {
        response.setHeader('Content-Type', register.contentType);
        response.end(text);
      },
      () => {
        response.statusCode = 500;
        response.end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${port}/metrics`,
    stop() {
      server.close();
      server.closeAllConnections();
      return Promise.resolve();
    },
  };
}
