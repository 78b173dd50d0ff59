/** The ServiceNow task of an order, seen from our side. Remote trouble is a value, never a throw. */
export interface TaskMirror {
  /** Finds the task by our key or creates it under an id derived from that key. */
  ensureTask(task: NewTask): Promise<MirrorOutcome<TaskState>>;
  readTask(sysId: string): Promise<MirrorOutcome<TaskState>>;
  /** Only fields that the order owns; the answer is compared with what was sent, field by field. */
  writeFields(sysId: string, fields: TaskFields): Promise<MirrorOutcome<TaskState>>;
  /** Appends once: a note whose marker stands in the journal already is not sent again. */
  appendNote(note: TaskNote): Promise<MirrorOutcome<null>>;
  /** Tasks of ours changed at or after the cursor, oldest first. */
  listChanges(cursor: ChangeCursor): Promise<MirrorOutcome<ChangePage>>;
  /** Journal entries of these tasks written at or after `since`. */
  listJournal(sysIds: readonly string[], since: string): Promise<MirrorOutcome<JournalEntry[]>>;
  checkHealth(): Promise<MirrorOutcome<null>>;
}

export type MirrorOutcome<T> =
  | { outcome: 'ok'; value: T }
  | { outcome: 'partial_write'; value: T; fields: string[] }
  | { outcome: 'retry_later'; cause: string; retryAfterMs: number | null }
  | { outcome: 'unknown'; cause: string }
  | { outcome: 'auth_failed'; cause: string }
  | { outcome: 'refused'; cause: string }
  | { outcome: 'missing' }
  | { outcome: 'hidden'; cause: string };

/** `1` open, `2` work in progress, `-5` pending, `3` closed complete, `4` incomplete, `7` skipped. */
export type TaskStateCode = '-5' | '1' | '2' | '3' | '4' | '7';

/** Fields the order writes; dates UTC `YYYY-MM-DD HH:mm:ss`. */
export interface TaskFields {
  state?: TaskStateCode;
  shortDescription?: string;
  description?: string;
  dueDate?: string;
  expectedStart?: string;
  workStart?: string;
  workEnd?: string;
  closeNotes?: string;
}

export interface NewTask {
  orderNumber: string;
  fields: TaskFields;
}

export interface TaskState {
  sysId: string;
  number: string;
  state: TaskStateCode;
  modCount: number;
  updatedOn: string;
  fields: TaskFields;
}

export interface TaskNote {
  sysId: string;
  orderNumber: string;
  /** 12 hex digits that make the note findable again. */
  marker: string;
  text: string;
  /** `comment` is readable by the requester, `work` by agents only. */
  kind: 'comment' | 'work';
}

export interface ChangeCursor {
  updatedOn: string;
  sysId: string;
}

export interface ChangePage {
  tasks: TaskState[];
  next: ChangeCursor;
  more: boolean;
}

export interface JournalEntry {
  sysId: string;
  taskSysId: string;
  kind: 'comment' | 'work';
  text: string;
  author: string;
  createdOn: string;
  /** Our own note coming back: known marker and our own user. */
  echo: boolean;
}
