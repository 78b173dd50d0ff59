import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { createQueryClient, meQuery } from './api/queries';
import { App } from './app';
import './base.css';
import { guardLeaving } from './outbox/guard-leaving';
import { createOutbox } from './outbox/outbox';
import { OutboxContext } from './outbox/outbox-context';
import { createSender } from './outbox/send-request';
import { createTabStore } from './outbox/tab-store';

/*
 * The browser's side of circuit orders: pages over the API and nothing else. It reads through one
 * set of queries, writes through one outbox, hears of changes through one stream, and shows what
 * the API offers; who may do what is decided there and never here.
 */
const client = createQueryClient();
const sender = createSender(() => client.getQueryData(meQuery.queryKey)?.csrf ?? null);
const parts = { sender, outbox: createOutbox({ sender, store: createTabStore() }) };
guardLeaving(parts.outbox);

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <QueryClientProvider client={client}>
      <OutboxContext value={parts}>
        <App />
      </OutboxContext>
    </QueryClientProvider>,
  );
}
