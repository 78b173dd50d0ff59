import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';

/** One step of the schema: a numbered file and the hash of its text. */
export interface Migration {
  id: number;
  name: string;
  sha256: string;
  text: string;
}

const LOCK = 7_402_311;

/** Reads the numbered files; a gap or a double number is refused before anything runs. */
export function readMigrations(folder = join(__dirname, 'migrations')): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((name, index) => {
    const id = Number(name.slice(0, 4));
    if (id !== index + 1)
      throw new Error(`Migration ${name} stands where number ${index + 1} is due.`);
    const text = readFileSync(join(folder, name), 'utf8');
    return { id, name, text, sha256: createHash('sha256').update(text).digest('hex') };
  });
}

/**
 * Brings the database forward, one transaction per file, under a lock that lets many starters race.
 * Refuses a changed file and a database newer than this code.
 */
export async function migrate(client: Client, migrations: readonly Migration[]): Promise<string[]> {
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    await client.query(`CREATE TABLE IF NOT EXISTS migrations (
      id integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now())`);
    const { rows } = await client.query<{ id: number; sha256: string }>(
      'SELECT id, sha256 FROM migrations ORDER BY id',
    );
    const applied = new Map(rows.map((row) => [row.id, row.sha256]));
    refuseStrangers(applied, migrations);
    const due = migrations.filter((migration) => !applied.has(migration.id));
    for (const migration of due) await apply(client, migration);
    return due.map((migration) => migration.name);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
}

function refuseStrangers(applied: Map<number, string>, migrations: readonly Migration[]): void {
  for (const [id, sha256] of applied) {
    const known = migrations.find((migration) => migration.id === id);
    if (known === undefined) {
      throw new Error(
        `The database has migration ${id}, which this build does not know. Run a newer build.`,
      );
    }
    if (known.sha256 !== sha256) {
      throw new Error(
        `Migration ${known.name} was changed after it ran here. Restore its text and add a new file.`,
      );
    }
  }
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.text);
    await client.query('INSERT INTO migrations (id, name, sha256) VALUES ($1, $2, $3)', [
      migration.id,
      migration.name,
      migration.sha256,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
