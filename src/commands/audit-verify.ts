import { readFileSync } from 'node:fs';
import { withClient } from '../adapters/postgres/prepare-database';
import { verifyAudit } from '../adapters/postgres/verify-audit';
import '../adapters/postgres/pool';

/** `npm run audit:verify`: recomputes the whole log; exit 1 names the first thing wrong. */
export async function auditVerify(env: NodeJS.ProcessEnv): Promise<boolean> {
  const url = env['DATABASE_URL'];
  const file = env['AUDIT_MAC_KEY_FILE'];
  const hex = env['AUDIT_MAC_KEY'] ?? (file === undefined ? undefined : readFileSync(file, 'utf8'));
  if (url === undefined || hex === undefined) {
    throw new Error(
      'Set DATABASE_URL and AUDIT_MAC_KEY_FILE, or run it while `npm start` runs: it finds both.',
    );
  }
  const keys = [{ kid: env['AUDIT_MAC_KEY_ID'] ?? 'k1', key: Buffer.from(hex.trim(), 'hex') }];
  const report = await withClient(url, async (client) => {
    // One view of rows and log: orders go on while this reads.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return verifyAudit(client, keys);
  });
  console.log(`${report.orders} orders, ${report.events} events, ${report.faults.length} faults`);
  for (const { scope, k, fault } of report.faults) console.log(`${scope}, event ${k}: ${fault}`);
  return report.faults.length === 0;
}

if (require.main === module) {
  auditVerify(process.env)
    .then((sound) => {
      process.exitCode = sound ? 0 : 1;
    })
    .catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    });
}
