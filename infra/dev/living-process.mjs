import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const procStat = (pid) => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The command name in parentheses may itself hold blanks and parentheses.
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
};

const ps = (pid, column) => {
  try {
    const output = execFileSync('/bin/ps', ['-o', `${column}=`, '-p', String(pid)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return output.toString().trim();
  } catch {
    return '';
  }
};

/** Does the process live? One that ended but was never reaped by its parent does not. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    return procStat(pid)[0] !== 'Z';
  } catch {
    return false;
  }
}

/** When the process began, as text: tells a process from a later stranger with the same number. */
export function birthOf(pid) {
  try {
    if (process.platform === 'linux') {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      return `${boot}/${procStat(pid)[19]}`;
    }
    return process.platform === 'win32' ? '' : ps(pid, 'lstart');
  } catch {
    return '';
  }
}

/** The command line of a process, '' where it cannot be read. */
export function commandLineOf(pid) {
  try {
    if (process.platform === 'linux') {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    }
    return process.platform === 'win32' ? '' : ps(pid, 'command');
  } catch {
    return '';
  }
}

/** A note about a process that a later run can trust. */
export const noteOf = (pid, name) => ({ name, pid, birth: birthOf(pid) });

/** Is the noted process still the one that was noted? */
export const isSame = (note) => isAlive(note?.pid) && birthOf(note.pid) === note.birth;

/** Waits until the process is gone; false when it still lives after `timeoutMs`. */
export async function isGoneWithin(pid, timeoutMs) {
  for (const endsAt = Date.now() + timeoutMs; isAlive(pid); await sleep(25)) {
    if (Date.now() > endsAt) return false;
  }
  return true;
}

/** Sends a signal; a process that is already gone is no error. */
export function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Asks a process to end, and ends it by force after `timeoutMs`. */
export async function endProcess(pid, { ask = 'SIGTERM', timeoutMs = 5000 } = {}) {
  if (!isAlive(pid)) return;
  signal(pid, ask);
  if (await isGoneWithin(pid, timeoutMs)) return;
  signal(pid, 'SIGKILL');
  await isGoneWithin(pid, 2000);
}
