import type { ProjectionAnswer, ProjectionInput } from '../domain/order/change';

/** The one writer of stage, status and flags: one transaction per change of an order's story. */
export interface Projection {
  project(input: ProjectionInput): Promise<ProjectionAnswer>;
}
