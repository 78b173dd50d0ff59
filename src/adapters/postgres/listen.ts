import { Client } from 'pg';

export interface Listener {
  close(): Promise<void>;
}

const AGAIN_MS = 1_000;

/** Hears a channel on a connection of its own and comes back when that connection is lost. */
export function listenTo(url: string, channel: 'order_events', onWake: () => void): Listener {
  let closing = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const again = () => {
    if (!closing) timer = setTimeout(start, AGAIN_MS);
  };
  function start(): void {
    const fresh = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
    client = fresh;
    fresh.on('error', () => undefined);
    fresh.on('end', again);
    fresh.on('notification', onWake);
    fresh
      .connect()
      .then(() => fresh.query(`LISTEN ${channel}`))
      // What was told while nobody listened is read now.
      .then(onWake, () => fresh.end().catch(() => undefined));
  }
  start();
  return {
    async close() {
      closing = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
