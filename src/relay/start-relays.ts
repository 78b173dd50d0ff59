import type { Intent } from '../ports/orders';
import { relayChat } from './relay-chat';
import { relayMails } from './relay-mails';
import { relayInbox, relayIntents, relayMirrors } from './relay-stories';
import { runLoop, type Loop } from './run-loop';
import type { RelayTools } from './tools';

export interface RelayOptions {
  carryOut: (intent: Intent) => Promise<{ result: string }>;
  onError: (name: string, error: unknown) => void;
}

/** Every loop over Postgres that tells the outside what was recorded. Any number may run at once. */
export function startRelays(tools: RelayTools, { carryOut, onError }: RelayOptions): Loop {
  const loop = (name: string, idleMs: number, turn: () => Promise<number>) =>
    runLoop({ name, idleMs, turn, onError });
  const loops = [
    loop('intents', 500, () => relayIntents(tools, carryOut)),
    loop('inbox', 2_000, () => relayInbox(tools)),
    loop('mirrors', 300, () => relayMirrors(tools)),
    loop('mails', 300, () => relayMails(tools)),
    loop('chat', 150, () => relayChat(tools)),
  ];
  return {
    async stop() {
      await Promise.all(loops.map((running) => running.stop()));
    },
  };
}
