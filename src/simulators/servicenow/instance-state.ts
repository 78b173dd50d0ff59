import type { Knobs } from './knobs';

/** One record: every value is text, as on the wire; an absent field is an empty one. */
export type Row = Record<string, string>;

/** A token handed out by the token endpoint. */
export interface Grant {
  kind: 'access' | 'refresh';
  token: string;
  userName: string;
  /** The grant type that led here; a token is shared only within it. */
  family: string;
  expiresAtMs: number;
}

/** All an instance remembers across restarts. */
export interface InstanceState {
  tables: Record<string, Record<string, Row>>;
  /** Last number or id drawn, by sequence. */
  counters: Record<string, number>;
  grants: Grant[];
  knobs: Knobs;
}

/** A field's stored value, empty if it was never set. */
export const read = (row: Row, field: string): string => row[field] ?? '';
