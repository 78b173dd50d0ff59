import { WorkflowNotFoundError } from '@temporalio/client';
import { Pool, type PoolClient } from 'pg';
import { orderWorkflowId } from '../../workflows/ids';
import type { Evidence } from './evidence';
import type { Stage } from './stage';

/**
 * Looks at everything at one moment: first the outside, then our tables in one snapshot, so that
 * nothing the outside shows is younger than what we know of it.
 */
export async function withEvidence<T>(
  stage: Stage,
  atRest: boolean,
  work: (evidence: Evidence) => Promise<T>,
): Promise<T> {
  const { outside, log, house, runtime } = stage;
  const seen = await outside.read();
  const pool = new Pool({ connectionString: house.database.superuserUrl, max: 1 });
  pool.on('error', () => undefined);
  try {
    const client = await pool.connect();
    client.on('error', () => undefined);
    try {
      await client.query(`SET TimeZone = 'UTC'`);
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const evidence: Evidence = {
        db: { query: (text, values) => client.query(text, values) },
        auditKeys: [{ kid: 'k1', key: Buffer.from(house.env['AUDIT_MAC_KEY'] ?? '', 'hex') }],
        outside: seen,
        client: log.journal,
        run: log.record,
        workflowStatus: (orderNumber) => statusOf(runtime.client, orderNumber),
        atRest,
      };
      return await work(evidence);
    } finally {
      await end(client);
    }
  } finally {
    await pool.end();
  }
}

async function end(client: PoolClient): Promise<void> {
  await client.query('ROLLBACK').catch(() => undefined);
  client.release(true);
}

async function statusOf(
  client: Stage['runtime']['client'],
  orderNumber: string,
): Promise<string | null> {
  try {
    const { status } = await client.workflow.getHandle(orderWorkflowId(orderNumber)).describe();
    return status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
