import type { RequestIds } from './request-ids';

/** A refusal in the words of Microsoft Graph. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The JSON form of a refusal. */
export function toErrorBody(code: string, message: string, nowIso: string, ids: RequestIds) {
  return {
    error: {
      code,
      message,
      innerError: {
        date: nowIso.slice(0, 19),
        'request-id': ids.requestId,
        'client-request-id': ids.clientRequestId,
      },
    },
  };
}
