import type { Status } from '../../domain/order/stages';

/** The sign of each column; decoration beside its name. */
export const GLYPHS: Readonly<Record<Status, string>> = {
  draft: '📝',
  submitted: '✅',
  in_progress: '🔄',
  installation: '🚧',
  completed: '✓',
  cancelled: '❌',
};
