import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Entry } from './entry';
import type { Outbox } from './outbox';
import type { Sender } from './sender';

/** The outbox and the sender of this page, made once in main. */
export const OutboxContext = createContext<{ outbox: Outbox; sender: Sender } | null>(null);

export function useOutbox(): { outbox: Outbox; sender: Sender } {
  const parts = useContext(OutboxContext);
  if (parts === null) throw new Error('No outbox above this component.');
  return parts;
}

/** What still waits or is on its way, oldest first. */
export function useEntries(): readonly Entry[] {
  const { outbox } = useOutbox();
  return useSyncExternalStore(outbox.subscribe, outbox.entries);
}
