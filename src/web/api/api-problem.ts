import type { ProblemDocument } from '../../api/answers';

/** An answer of the API that is not 2xx. `document` is null when it was no problem document. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly document: ProblemDocument | null;

  constructor(status: number, document: ProblemDocument | null) {
    super(document?.detail ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.document = document;
  }
}

/** Reads the body of an answer that is not 2xx, whatever it turns out to be. */
export async function toApiProblem(response: Response): Promise<ApiProblem> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) return new ApiProblem(response.status, null);
  try {
    return new ApiProblem(response.status, (await response.json()) as ProblemDocument);
  } catch {
    return new ApiProblem(response.status, null);
  }
}
