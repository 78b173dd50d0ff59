/** Reads the time; rules never do. */
export interface Clock {
  nowIso(): string;
}
