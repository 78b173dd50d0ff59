import { ChatTrouble, type ChatTroubleKind } from '../../ports/chat';

/** The connector answered with an error. Our own class: the SDK repeats those it knows. */
export class ConnectorFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterMs: number | null;

  constructor(status: number, code: string, retryAfterMs: number | null) {
    super(`The connector answered ${status}${code === '' ? '' : ` ${code}`}`);
    this.name = 'ConnectorFailure';
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

// Before these nothing was sent.
const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT']);

/** No answer: nobody listened, the line broke, or it took too long. */
export class ConnectorSilence extends Error {
  readonly mayHaveArrived: boolean;

  constructor(cause: string) {
    super(`The connector did not answer: ${cause}`);
    this.name = 'ConnectorSilence';
    this.mayHaveArrived = !NOT_REACHED.has(cause);
  }
}

/** We have no token of our own, and asking again at once would not give one. */
export class CredentialFailure extends Error {
  constructor(cause: string) {
    super(`No token for the bot: ${cause}`);
    this.name = 'CredentialFailure';
  }
}

const UNREACHABLE = new Set([
  'ConversationBlockedByUser',
  'MessageWritesBlocked',
  'BotNotInConversationRoster',
]);

function kindOf({ status, code, retryAfterMs }: ConnectorFailure): ChatTroubleKind {
  if (status === 429) return retryAfterMs === null ? 'transient' : 'throttled';
  if (status === 403) return UNREACHABLE.has(code) ? 'blocked' : 'misconfigured';
  if (status === 401) return 'misconfigured';
  // 501: this client cannot change or delete a message, so the copy is as good as gone.
  if (status === 404 || status === 501) return 'gone';
  if (status === 412 || status === 408 || status >= 500) return 'transient';
  return status < 400 ? 'misconfigured' : 'too-large';
}

/** What a failed call means to whoever wanted to send. */
export function toChatTrouble(error: unknown): ChatTrouble {
  if (error instanceof ChatTrouble) return error;
  if (error instanceof ConnectorFailure) {
    // Busy (503) is said before the work, the other errors of a server at any time.
    const mayHaveArrived = error.status >= 500 && error.status !== 501 && error.status !== 503;
    return new ChatTrouble(kindOf(error), error.message, error.retryAfterMs, mayHaveArrived);
  }
  if (error instanceof CredentialFailure) return new ChatTrouble('misconfigured', error.message);
  return error instanceof ConnectorSilence
    ? new ChatTrouble('transient', error.message, null, error.mayHaveArrived)
    : new ChatTrouble('transient', 'The call failed.', null, true);
}
