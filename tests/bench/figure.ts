/** One measured thing: every single time, in milliseconds, and what we aim at for p95. */
export interface Figure {
  what: string;
  values: number[];
  /** Null for a bare twin: it is there to be compared with. */
  aimMs: number | null;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
