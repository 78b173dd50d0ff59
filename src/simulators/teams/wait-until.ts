import type { ChatStore } from './chat-store';

/** Waits until a claim about the chats holds, looking again at every change; false when it never did. */
export function waitUntil(
  store: ChatStore,
  holds: () => boolean,
  limitMs: number,
): Promise<boolean> {
  if (holds()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (result: boolean) => {
      clearTimeout(timer);
      stopListening();
      resolve(result);
    };
    const timer = setTimeout(settle, limitMs, false);
    const stopListening = store.onChange(() => {
      if (holds()) settle(true);
    });
  });
}
