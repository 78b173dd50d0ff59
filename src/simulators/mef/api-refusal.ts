/** An answer that is not a success, thrown from anywhere below a call. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    super(`refused with ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

const LONGEST_REASON = 255;

/** A reason as the published errors carry it: what a caller sent may be longer than they allow. */
export function shortReason(text: string): string {
  return text.length > LONGEST_REASON ? `${text.slice(0, LONGEST_REASON - 1)}…` : text;
}

/** A refusal with the one error object that all statuses but 422 use. */
export function refusal(
  status: number,
  code: string,
  reason: string,
  headers: Record<string, string> = {},
): ApiRefusal {
  return new ApiRefusal(status, { code, reason: shortReason(reason) }, headers);
}
