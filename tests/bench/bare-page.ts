import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';

export interface BarePage {
  url: string;
  /** Commits a bare notification that carries this text; the page then shows it. */
  tell(text: string): Promise<void>;
  close(): Promise<void>;
}

const PAGE = `<!doctype html><title>Bare</title><p id="told"></p><script>
  const told = document.getElementById('told');
  const stream = new EventSource('/stream');
  stream.onopen = () => { told.dataset.open = ''; };
  stream.onmessage = ({ data }) => { told.dataset.told = data; };
</script>`;

/** The least a page needs to show a commit: NOTIFY, one stream, one changed element. */
export async function openBarePage(databaseUrl: string): Promise<BarePage> {
  const [speaker, hearer] = [databaseUrl, databaseUrl].map(
    (connectionString) => new Client({ connectionString }),
  ) as [Client, Client];
  await Promise.all([speaker.connect(), hearer.connect()]);
  await hearer.query('LISTEN bare');
  const streams = new Set<ServerResponse>();
  hearer.on('notification', ({ payload }) => {
    for (const stream of streams) stream.write(`data: ${payload ?? ''}\n\n`);
  });
  const server = createServer((request, response) => {
    if (request.url !== '/stream') {
      response.setHeader('content-type', 'text/html').end(PAGE);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': open\n\n');
    streams.add(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async tell(text) {
      await speaker.query('SELECT pg_notify($1, $2)', ['bare', text]);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await Promise.all([speaker.end(), hearer.end()]);
    },
  };
}
