/** A refusal in the shape the API answers refusals in. */
export class ApiError extends Error {
  readonly status: number;
  readonly detail: string | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    detail: string | null = null,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.detail = detail;
    this.headers = headers;
  }
}

export const notAuthenticated = (): ApiError =>
  new ApiError(401, 'User Not Authenticated', 'Required to provide Auth information', {
    'WWW-Authenticate': 'BASIC realm="Service-now"',
  });

export const noRecord = (): ApiError =>
  new ApiError(
    404,
    'No Record found',
    "Record doesn't exist or ACL restricts the record retrieval",
  );

export const noResource = (): ApiError =>
  new ApiError(400, 'Requested URI does not represent any resource');

export const unreadable = (detail: string): ApiError =>
  new ApiError(400, 'Exception while reading request', detail);

/** Something a real instance would answer: better no answer than one to another question. */
export const notSimulated = (text: string): ApiError =>
  new ApiError(501, 'Not simulated', `This simulator cannot evaluate: ${text}`);

export const timedOut = (): ApiError =>
  new ApiError(500, 'Transaction cancelled: maximum execution time exceeded');

export type WriteKind = 'Insert' | 'Update' | 'Delete';

export const aclFailed = (kind: WriteKind): ApiError =>
  new ApiError(403, 'Operation Failed', `ACL Exception ${kind} Failed due to security constraints`);

export const ruleAborted = (table: string, rule: string, ruleId: string): ApiError =>
  new ApiError(
    403,
    'Operation Failed',
    `Operation against file '${table}' was aborted by Business Rule '${rule}^${ruleId}'. ` +
      `Business Rule Stack:${rule}`,
  );
