import type { JournalEntry, TaskFields, TaskState } from './task-mirror';
import type { AttentionCause, Stage } from '../domain/order/stages';
import type { Telling } from '../domain/order/task-events';

/** What we remember of an order's ServiceNow task and of what it still has to learn. */
export interface MirrorLedger {
  /** The oldest waiting intent; waiting field intents behind it are folded into the newest. */
  nextIntent(orderNumber: string, at: string): Promise<MirrorIntent | null>;
  finishIntent(id: string, at: string): Promise<void>;
  /** Kept with its cause, never retried by itself; the order asks for attention. */
  buryIntent(id: string, cause: string, at: string): Promise<void>;
  countTry(id: string, cause: string, at: string): Promise<void>;
  storeTask(orderNumber: string, task: TaskState, at: string): Promise<void>;
  storeSent(orderNumber: string, fields: TaskFields): Promise<void>;
  /** Where reading of changes stands; null before the first sweep. */
  readCursor(): Promise<{ updatedOn: string; sysId: string } | null>;
  storeCursor(cursor: { updatedOn: string; sysId: string }, at: string): Promise<void>;
  linkOf(sysId: string): Promise<MirrorLink | null>;
  countOpenLinks(): Promise<number>;
  /** An agent's note becomes a timeline entry of its order, once per journal entry. */
  recordJournal(link: MirrorLink, entry: JournalEntry, at: string): Promise<void>;
  /**
   * Remembers the task as it was just read. What agents edited becomes timeline entries in the same
   * transaction, once; it changes nothing by itself.
   */
  takeTask(
    link: MirrorLink,
    edits: readonly TaskEdit[],
    task: TaskState,
    at: string,
  ): Promise<void>;
}

export interface MirrorIntent extends Telling {
  orderNumber: string;
  attempts: number;
  sysId: string | null;
  /** The task's state as last read. */
  taskState: string | null;
  stage: Stage;
  what:
    | { kind: 'create' | 'fields'; fields: TaskFields }
    | { kind: 'note'; text: string; visibility: 'comment' | 'work'; marker: string };
}

export interface MirrorLink {
  orderNumber: string;
  sysId: string;
  base: TaskState | null;
  lastSent: TaskFields | null;
  stage: Stage;
  /** The causes its order carries now. */
  attention: readonly AttentionCause[];
}

export interface TaskEdit {
  field: string;
  from: string;
  to: string;
}
