import type { AuditRead } from '../adapters/postgres/read-audit';
import type { KeyClaim, RequestKey } from '../adapters/postgres/idempotency';
import type { ListFilter, ListPlace, ListRow, ListSort } from '../adapters/postgres/list-orders';
import type { SignIn } from '../adapters/entra/sign-in';
import type { Instant } from '../domain/time';
import type { Logger } from '../log';
import type { Tools } from '../use-cases/tools';
import type { DoorKeys } from './authenticate';
import type { Cursors } from './cursors';
import type { Live } from './live';

/** What the API works with; `main` hands it in. */
export interface ApiTools {
  useCases: Tools;
  reads: ApiReads;
  cursors: Cursors;
  keys: DoorKeys;
  signIn: SignIn;
  /** From then on the session's cookie opens nothing, whoever holds it. */
  endSession: (id: string, expiresAt: Instant) => Promise<void>;
  live: Live;
  log: Logger;
  settings: ApiSettings;
  /** Stores a call-back's hint; false where it is not for us. */
  hint: (provider: string, body: unknown) => Promise<boolean>;
  isReady: () => Promise<boolean>;
}

export interface ApiSettings {
  /** Origin people and their browsers see. */
  origin: string;
  /** Folder of the built board. */
  webDir: string;
  homeUrl: string;
  rateLimitFactor: number;
  /** Path part that only our carriers know; null: no call-backs are taken. */
  hookSecret: string | null;
}

/** Reads that exist for pages alone, in Postgres. */
export interface ApiReads {
  listOrders(
    filter: ListFilter,
    page: { sort: ListSort; limit: number; after: ListPlace | null },
  ): Promise<ListRow[]>;
  countOrders(filter: ListFilter): Promise<{ value: number; capped: boolean }>;
  sortValueOf(row: ListRow, sort: ListSort): string;
  readAudit(orderNumber: string): Promise<AuditRead[]>;
  claimKey(key: RequestKey, fingerprint: string): Promise<KeyClaim>;
  keepAnswer(
    key: RequestKey,
    kept: { status: number; answer: string; headers: Record<string, string> },
  ): Promise<void>;
  releaseKey(key: RequestKey): Promise<void>;
  abandonKey(key: RequestKey): Promise<void>;
}
