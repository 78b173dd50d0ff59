import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const PLACES = ['src/web', 'src/domain', 'src/api/answers.ts', 'package-lock.json'];

/** The pages as they ship, built once per state of their sources; answers the folder. */
export function builtWeb(): string {
  const store = join(ROOT, 'dist', 'web-test');
  const place = join(store, stamp());
  if (existsSync(place)) return place;
  mkdirSync(store, { recursive: true });
  const work = mkdtempSync(join(store, 'building-'));
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const config = join(ROOT, 'src', 'web', 'vite.config.mjs');
  execFileSync(process.execPath, [vite, 'build', '--config', config, '--outDir', work], {
    cwd: ROOT,
    stdio: 'pipe',
  });
  try {
    renameSync(work, place);
  } catch {
    // Another test file was faster; both built the same.
    rmSync(work, { recursive: true, force: true });
  }
  return place;
}

function stamp(): string {
  const hash = createHash('sha256');
  for (const place of PLACES) hashInto(hash, join(ROOT, place));
  return hash.digest('hex').slice(0, 16);
}

function hashInto(hash: ReturnType<typeof createHash>, path: string): void {
  const entries = path === dirname(path) ? [] : list(path);
  if (entries === null) {
    hash.update(path).update(readFileSync(path));
    return;
  }
  for (const entry of entries.sort()) hashInto(hash, join(path, entry));
}

function list(path: string): string[] | null {
  try {
    return readdirSync(path);
  } catch {
    return null;
  }
}
