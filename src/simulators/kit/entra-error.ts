import { randomUUID } from 'node:crypto';

/** A refusal of the provider: OAuth code, its own number, and a sentence. */
export class EntraError extends Error {
  readonly oauthError: string;
  readonly number: number;
  readonly status: number;

  constructor(oauthError: string, number: number, message: string, status = 400) {
    super(`AADSTS${number}: ${message}`);
    this.oauthError = oauthError;
    this.number = number;
    this.status = status;
  }
}

/** The refusal of a form that lacks a field it must have. */
export const missingParameter = (name: string): EntraError =>
  new EntraError(
    'invalid_request',
    900144,
    `The request body must contain the following parameter: '${name}'.`,
  );

/** The JSON form in which the token endpoint refuses. */
export function toErrorBody(error: EntraError, nowIso: string): Record<string, unknown> {
  const timestamp = `${nowIso.slice(0, 19).replace('T', ' ')}Z`;
  const traceId = randomUUID();
  const correlationId = randomUUID();
  return {
    error: error.oauthError,
    error_description: `${error.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [error.number],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${error.number}`,
  };
}
