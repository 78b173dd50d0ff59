import { TLSSocket } from 'node:tls';
import type { Request } from 'express';

/** Ends a connection without a word, as a crash between two packets would. */
export function cutConnection(request: Request): void {
  request.socket.destroy();
}

/** Resets a connection, as a host nobody listens on would. */
export function resetConnection(request: Request): void {
  const { socket } = request;
  // Only a bare TCP socket can send a reset.
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}
