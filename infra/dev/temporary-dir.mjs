import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecord } from './children.mjs';
import { isSame, noteOf } from './living-process.mjs';
import { stopPostgresOn } from './postgres.mjs';
import { readJson, writePrivate } from './private-file.mjs';
import { stopTemporalOn } from './temporal.mjs';
import { canReach, chooseUser } from './unprivileged-user.mjs';

const prefix = 'circuit-orders-test-';

function parentFolder() {
  const usual = tmpdir();
  const user = chooseUser(join(usual, 'none'));
  return user !== undefined && !canReach(join(usual, 'none'), user) ? '/var/tmp' : usual;
}

const isFolder = (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Ends the servers whose data lies below a folder; they need not have been started by us. */
async function endServersBelow(folder, depth = 3) {
  if (existsSync(join(folder, 'PG_VERSION'))) return stopPostgresOn(folder);
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name.endsWith('.lock')) await stopTemporalOn(path.slice(0, -'.lock'.length));
    else if (depth > 0 && isFolder(path)) await endServersBelow(path, depth - 1);
  }
}

async function clear(folder) {
  await createRecord(join(folder, 'pids.json')).endAll();
  await endServersBelow(folder);
  // A server's last writes can race with the removal.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Clears what killed test runs left behind. */
async function clearDead(parent) {
  for (const name of readdirSync(parent)) {
    const folder = join(parent, name);
    if (!name.startsWith(prefix) || !isFolder(folder)) continue;
    const owner = readJson(join(folder, 'owner.json'), undefined);
    if (owner !== undefined && !isSame(owner)) await clear(folder);
  }
}

/** A folder for one run's servers and files; `clear` ends those servers and removes it. */
export async function createTemporaryDir() {
  const parent = parentFolder();
  await clearDead(parent);
  const folder = mkdtempSync(join(parent, prefix));
  writePrivate(join(folder, 'owner.json'), JSON.stringify(noteOf(process.pid, 'test')));
  // Postgres' own user has to pass through it.
  chmodSync(folder, 0o755);
  const record = createRecord(join(folder, 'pids.json'));
  return { folder, record, clear: () => clear(folder) };
}
