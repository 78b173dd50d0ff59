import { Client } from 'pg';
import { wallClock } from './painted';

export interface Commits {
  /** When the commit was heard that brought the order to this stage. */
  of(order: string, stage: string): Promise<number>;
  close(): Promise<void>;
}

/** Hears every commit where the product hears it, and looks what has become true. */
export async function watchCommits(url: string): Promise<Commits> {
  const [hearer, reader] = [url, url].map(
    (connectionString) => new Client({ connectionString }),
  ) as [Client, Client];
  await Promise.all([hearer.connect(), reader.connect()]);
  await hearer.query('LISTEN order_events');
  return {
    of: (order, stage) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const heard = wallClock();
          reader
            .query('SELECT 1 FROM orders WHERE order_number = $1 AND stage = $2', [order, stage])
            .then(({ rowCount }) => {
              if (rowCount !== 1) return;
              hearer.off('notification', look);
              resolve(heard);
            })
            .catch(reject);
        };
        hearer.on('notification', look);
      }),
    async close() {
      await Promise.all([hearer.end(), reader.end()]);
    },
  };
}
