import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const limitBytes = 10 * 1024 * 1024;

/**
 * Opens a log a child writes to by itself, so that its output outlives us. `sinceOpened` reads what
 * came since; a big log first becomes `<file>.1`.
 */
export function openLog(file) {
  mkdirSync(dirname(file), { recursive: true });
  let size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > limitBytes) {
    renameSync(file, `${file}.1`);
    size = 0;
  }
  const descriptor = openSync(file, 'a', 0o600);
  return {
    descriptor,
    close: () => closeSync(descriptor),
    sinceOpened: () => readFileSync(file).subarray(size).toString('utf8'),
  };
}
