import type { Change, ProjectionAnswer, ProjectionInput } from '../../domain/order/change';
import { Refusal } from '../../domain/errors';
import { changesBetween, type AuditPicture } from '../../domain/audit-picture';
import { isAllowedChange } from '../../domain/order/events';
import { statusOf } from '../../domain/order/stages';
import type { CrashPoints } from '../../ports/crash-points';
import type { Projection } from '../../ports/projection';
import { appendAudit } from './append-audit';
import type { AuditKey } from './audit-row';
import { closeIntent, refuseIntent } from './close-intent';
import { intendMirror } from './mirror/intend-mirror';
import { lockOrder, readOrderRow, type LockedOrder } from './projection-row';
import { projectAct } from './projections/act';
import { projectAcceptedByRule } from './projections/deliver';
import { projectEvent } from './projections/event';
import type { Recording, Situation } from './projections/recording';
import { projectEscalation, projectReminder } from './projections/remind';
import { settleFlags } from './projections/settle-flags';
import { projectSilence } from './projections/silence';
import {
  projectAttention,
  projectAttentionOver,
  projectCancelDeclined,
  projectCancelPosted,
  projectFormRefused,
  projectNotSent,
  projectSubmitted,
} from './projections/send';
import { readApprovalPolicy, readCalendar } from './read-policies';
import { sqlState, violatedConstraint, type Database } from './pool';
import { snapshotOf } from './snapshot';
import { maybeOne, one, run, sql, type Queryable } from './sql';
import { refreshCopies, tellPeople } from './tell-people';

/**
 * The only writer of an order's stage. One transaction: lock, judge, write the row, the audit event,
 * the timeline, the money and everything that has to be told. The same change again finds what it
 * wrote the first time.
 */
export function createProjection(parts: {
  db: Database;
  auditKey: AuditKey;
  build: string;
  crashPoints: CrashPoints;
}): Projection {
  return {
    async project(input) {
      try {
        const answer = await parts.db.transaction((db) => projectOnce(db, input, parts));
        parts.crashPoints.reached('proj.commit', input.orderNumber);
        return answer;
      } catch (error) {
        const refusal = toRefusal(error);
        if (refusal === undefined) throw error;
        await refuseIntent(parts.db, input, refusal, parts);
        return { result: 'refused', code: refusal.code, facts: refusal.facts };
      }
    },
  };
}

/** The duplicate index is the last word where two submits race. */
function toRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const clash = sqlState(error) === '23505' && violatedConstraint(error) === 'orders_one_under_way';
  return clash ? new Refusal('DUPLICATE_OPEN') : undefined;
}

async function projectOnce(
  db: Queryable,
  input: ProjectionInput,
  { auditKey, build }: { auditKey: AuditKey; build: string },
): Promise<ProjectionAnswer> {
  const row = await lockOrder(db, input.orderNumber);
  if (row === undefined) throw new Refusal('ORDER_NOT_FOUND', { order: input.orderNumber });
  const calendar = await readCalendar(db);
  const stored = await maybeOne<{ change_id: string }>(
    db,
    sql`SELECT change_id FROM audit.event
        WHERE scope = ${`order:${row.order_number}`} AND pv = ${input.pv}`,
  );
  if (stored !== undefined) {
    const snapshot = await snapshotOf(db, row, calendar);
    return stored.change_id === input.changeId
      ? { result: 'recorded', snapshot }
      : { result: 'taken', changeId: stored.change_id, snapshot };
  }
  const situation = { db, row, input, calendar, policy: await readApprovalPolicy(db) };
  const change = settleFlags(situation, await judge(situation));
  if (change.to !== row.stage && !isAllowedChange(row.stage, change.to)) {
    throw new Refusal('TRANSITION_NOT_POSSIBLE', { from: row.stage, to: change.to });
  }
  await write({ ...situation, row }, change, { auditKey, build });
  const after = await readOrderRow(db, row.id);
  const snapshot = await snapshotOf(db, after, calendar);
  await closeIntent(db, input, snapshot);
  return { result: 'recorded', snapshot };
}

function judge(situation: Situation): Promise<Recording> {
  const change: Change = situation.input.change;
  switch (change.kind) {
    case 'act':
      return projectAct(situation, change);
    case 'remind':
      return projectReminder(situation, change.step);
    case 'escalate':
      return projectEscalation(situation, change.step);
    case 'submitted':
      return projectSubmitted(situation, change.providerOrderId);
    case 'form_refused':
      return projectFormRefused(situation);
    case 'not_sent':
      return projectNotSent(situation);
    case 'event':
      return projectEvent(situation, change);
    case 'accepted_by_rule':
      return projectAcceptedByRule(situation);
    case 'cancel_posted':
      return projectCancelPosted(situation, change.requestId);
    case 'cancel_declined':
      return projectCancelDeclined(situation);
    case 'attention':
      return projectAttention(situation, change.cause);
    case 'attention_over':
      return projectAttentionOver(situation, change.cause);
    case 'silence':
      return projectSilence(situation);
  }
}

async function write(
  { db, row, input }: Situation & { row: LockedOrder },
  change: Recording,
  { auditKey, build }: { auditKey: AuditKey; build: string },
): Promise<void> {
  const { at, pv, changeId } = input;
  const picture = await writeOrder(db, row, change, { at, pv });
  const { k, h } = await appendAudit(
    db,
    row,
    {
      code: change.code,
      person: change.by.oid,
      source: change.by.source,
      at,
      pv,
      changeId,
      revision: row.revision,
      from: row.stage,
      to: change.to,
      reason: change.reason,
      facts: change.facts,
      changed: changesBetween(row.picture, picture),
      text: change.reason,
    },
    auditKey,
    build,
  );
  await run(db, sql`UPDATE orders SET audit_k = ${k}, audit_h = ${h} WHERE id = ${row.id}`);
  await run(
    db,
    sql`INSERT INTO order_events (order_id, k, at, kind, actor_id, actor, source, body, facts)
        VALUES (${row.id}, ${k}, ${at}, ${change.code}, ${change.by.personId}, ${change.by.label},
          ${change.by.source}, ${change.reason},
          ${JSON.stringify({ ...change.facts, from: row.stage, to: change.to })})`,
  );
  const origin = { ...row, k, at };
  await refreshCopies(db, origin);
  for (const told of change.notices) await tellPeople(db, origin, told);
  await intendMirror(db, { ...row, k, h, at }, change);
}

/** Writes the order's own columns; what the log answers for is then as it will be committed. */
async function writeOrder(
  db: Queryable,
  row: LockedOrder,
  change: Recording,
  stamp: { at: string; pv: number },
): Promise<AuditPicture> {
  const columns: Record<string, unknown> = {
    ...change.set,
    ...(Object.keys(change.flags).length > 0
      ? { flags: JSON.stringify({ ...row.flags, ...change.flags }) }
      : {}),
    pv: stamp.pv,
    updated_at: stamp.at,
    ...(change.to !== row.stage
      ? { stage: change.to, status: statusOf(change.to), stage_since: stamp.at }
      : {}),
  };
  // Column names are ours (ProcessColumn and those above), never a caller's.
  const names = Object.keys(columns);
  const assignments = names.map((name, index) => `${name} = $${index + 2}`).join(', ');
  const { picture } = await one<{ picture: AuditPicture }>(db, {
    text: `UPDATE orders SET version = version + 1, ${assignments} WHERE id = $1
      RETURNING audit_picture(orders) AS picture`,
    values: [row.id, ...Object.values(columns)],
  });
  return picture;
}
