import type { Request, Response } from 'express';
import type { ChatStore } from './chat-store';
import { messageView } from './message-view';

const HEARTBEAT_MS = 20_000;

/** Streams to one page what changes for its person, as server-sent events. */
export function followLive(
  store: ChatStore,
  personKey: string,
  request: Request,
  response: Response,
): void {
  response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  const tell = (event: string, data: unknown) =>
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  tell('hello', {});

  const stop = store.onChange(({ conversationId, messageId, kind, person }) => {
    const conversation = store.find(conversationId);
    if (conversation === undefined) return;
    // Others learn only that somebody has something to read.
    if (!conversation.members.includes(personKey)) {
      if (kind === 'added' && messageId !== 'typing') tell('elsewhere', {});
      return;
    }
    if (person !== undefined && person !== personKey) return;
    if (messageId === 'typing') {
      tell('typing', { conversationId });
      return;
    }
    const message = conversation.messages.find(({ id }) => id === messageId);
    tell('message', {
      conversationId,
      messageId,
      kind,
      message: message === undefined ? null : messageView(message, personKey),
    });
  });
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  request.on('close', () => {
    clearInterval(heartbeat);
    stop();
  });
}
