import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A simulator's memory. With a file it survives restarts: `save` writes a new file and renames it
 * over the old one, so a kill in the middle leaves the previous state readable.
 */
export interface PersistentState<T> {
  value: T;
  save(): void;
  replace(value: T): void;
}

export function createPersistentState<T>(
  file: string | undefined,
  empty: () => T,
): PersistentState<T> {
  const read = (): T => {
    if (file === undefined || !existsSync(file)) return empty();
    return { ...empty(), ...(JSON.parse(readFileSync(file, 'utf8')) as T) };
  };
  const state: PersistentState<T> = {
    value: read(),
    save() {
      if (file === undefined) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify(state.value), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    replace(value) {
      state.value = value;
      state.save();
    },
  };
  return state;
}
