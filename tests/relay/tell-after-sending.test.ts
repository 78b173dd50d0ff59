import { SAMPLE_LINKS, sampleOrder, SAMPLE_NOW, SAMPLE_VIEWERS } from '../../cards/sample-orders';
import type { ChatRow } from '../../src/ports/outboxes';
import { relayChat } from '../../src/relay/relay-chat';
import type { RelayTools } from '../../src/relay/tools';

test('finishes a message that was sent although the order cannot be told of it', async () => {
  const finished: string[] = [];
  const row = {
    ...{ id: '7', kind: 'text', attempts: 1, attention: ['teams_unreachable'], view: 'notice' },
    ...{ createdAt: SAMPLE_NOW, orderNumber: 'CO-2026-000416', facts: { happening: 'reminded' } },
    ...{ to: SAMPLE_VIEWERS.requester, conversation: { id: 1 }, copy: null },
  } as unknown as ChatRow;
  const tools = {
    outboxes: {
      claimChat: () => Promise.resolve([row]),
      finishChat: (_id: string, { state }: { state: string }) => {
        finished.push(state);
        return Promise.resolve();
      },
    },
    orders: { read: () => Promise.resolve(sampleOrder('drafted')) },
    chat: { sendText: () => Promise.resolve() },
    runtime: { tellTrouble: () => Promise.reject(new Error('Temporal is away')) },
    clock: { nowIso: () => SAMPLE_NOW },
    policy: { backoff: { firstMs: 1, capMs: 1 }, attentionAfterMs: 1 },
    links: SAMPLE_LINKS,
  } as unknown as RelayTools;
  await expect(relayChat(tools)).rejects.toThrow('Temporal is away');
  expect(finished).toEqual(['done']);
});
