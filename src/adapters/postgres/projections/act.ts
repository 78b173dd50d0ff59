import { Refusal } from '../../../domain/errors';
import type { Change } from '../../../domain/order/change';
import { requireAction } from '../../../domain/order/check-action';
import { isStale, standingFacts } from '../../../domain/order/seen';
import type { WorkflowAction } from '../../../domain/order/actions';
import { totalContractValue } from '../../../domain/money';
import { readActor, type ActorRow } from '../read-actor';
import { maybeOne, sql } from '../sql';
import { projectAccept, projectEnable } from './deliver';
import { projectDecision } from './decide';
import { projectCancel, projectEdit, projectRecall, projectRevise } from './go-back';
import { orderFacts, readSteps, type StepRow } from './order-facts';
import type { Doer, Recording, Situation } from './recording';
import { projectSubmit } from './submit';
import type { IntentInput } from '../../../ports/orders';

/** A person's act under the order's lock: who, with which rights now, and what they gave. */
export interface ActOf {
  by: Doer;
  actor: ActorRow;
  intentId: string;
  given: IntentInput;
  steps: readonly StepRow[];
  tcvMinor: bigint | null;
}

type ActChange = Extract<Change, { kind: 'act' }>;

const PROJECTIONS: Record<
  WorkflowAction,
  (situation: Situation, act: ActOf) => Promise<Recording>
> = {
  submit: projectSubmit,
  approve: (situation, act) => projectDecision(situation, act, 'approve'),
  reject: (situation, act) => projectDecision(situation, act, 'reject'),
  return: (situation, act) => projectDecision(situation, act, 'return'),
  recall: projectRecall,
  edit: projectEdit,
  revise: projectRevise,
  cancel: projectCancel,
  accept: projectAccept,
  enable: projectEnable,
};

/** Re-reads rights, compares what the person saw, asks the rule and records what the action does. */
export async function projectAct(situation: Situation, change: ActChange): Promise<Recording> {
  const { db, row } = situation;
  const intent = await maybeOne<{ input: IntentInput; channel: 'web' | 'api' | 'teams' }>(
    db,
    sql`SELECT input, channel FROM intents WHERE id = ${change.intentId} AND order_id = ${row.id}`,
  );
  const actor = await readActor(db, change.actor);
  if (intent === undefined || actor === undefined) throw new Refusal('ACTION_FORBIDDEN');
  const steps = await readSteps(db, row);
  requireSeen(situation, change, steps);
  const tcvMinor = totalOf(situation);
  requireAction(
    change.action,
    await orderFacts(db, row, steps),
    { oid: actor.oid, rights: { roles: actor.roles, limitMinor: actor.limit_minor } },
    tcvMinor,
  );
  const by: Doer = {
    personId: actor.id,
    oid: actor.oid,
    label: actor.name,
    source: intent.channel,
  };
  return PROJECTIONS[change.action](situation, {
    by,
    actor,
    intentId: change.intentId,
    given: intent.input,
    steps,
    tcvMinor,
  });
}

function requireSeen({ row }: Situation, { seen }: ActChange, steps: readonly StepRow[]): void {
  const current = steps.find((step) => step.state === 'current');
  const { stage, revision, round, terms_hash: termsHash } = row;
  const now = { stage, revision, round, termsHash, step: current?.step ?? null };
  if (isStale(seen, now)) throw new Refusal('SEEN_STALE', standingFacts(now));
}

function totalOf({ row }: Situation): bigint | null {
  const { monthly_minor: monthly, install_minor: install, contract_months: months } = row;
  if (monthly === null || install === null || months === null) return null;
  return totalContractValue(monthly, install, months);
}
