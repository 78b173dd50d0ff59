import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isSame, noteOf } from './living-process.mjs';

const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const parse = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The living process that holds the lock, if one does. */
export function holderOf(file) {
  const note = parse(read(file));
  return isSame(note) ? note : undefined;
}

/**
 * Takes a lock that dies with its process: `{release}`, or `{holder}` when somebody living has it.
 * What a killed process left behind is taken over.
 */
export function takeLock(file, pid = process.pid) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = JSON.stringify(noteOf(pid, 'lock'));
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return { release: () => read(file) === mine && rmSync(file, { force: true }) };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const text = read(file);
    const holder = parse(text);
    if (isSame(holder)) return { holder };
    // Only what we judged is removed, not a lock somebody took in between.
    if (text !== undefined && read(file) === text) rmSync(file, { force: true });
  }
}

/** Takes the lock, waiting for its holder; `onWait` is told once whom we wait for. */
export async function waitForLock(file, onWait) {
  for (let told = false; ; told = true) {
    const taken = takeLock(file);
    if (taken.release) return taken;
    if (!told) onWait(taken.holder);
    await sleep(200);
  }
}
