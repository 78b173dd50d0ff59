import type { ListRow } from '../adapters/postgres/list-orders';
import type { SentenceNames } from '../domain/errors/sentence-parts';
import type { OrderFacts } from '../domain/order/check-action';
import type { Member } from '../ports/directory';
import type { ActionSet, OrderRow } from './answers';
import { actionSetOf, createSetDictionary } from './offers';

/** Rows of a list with their action sets for this member; equal sets are told once. */
export function toRows(
  rows: readonly ListRow[],
  member: Member,
): { rows: OrderRow[]; sets: Record<string, ActionSet> } {
  const dictionary = createSetDictionary();
  const shown = rows.map((row) => {
    const set = actionSetOf({
      facts: factsOf(row),
      actor: member,
      totalMinor: row.totalMinor === null ? null : BigInt(row.totalMinor),
      names: namesOf(row),
    });
    return toRow(row, dictionary.keyOf(set));
  });
  return { rows: shown, sets: dictionary.sets };
}

function namesOf({ steps, providerName: provider }: ListRow): SentenceNames {
  const current = steps.find((step) => step.state === 'current');
  if (current === undefined) return { provider };
  const waitingFor = current.persons.map((person) => person.name);
  return { provider, waitingFor, step: current.step, steps: steps.length };
}

function factsOf(row: ListRow): OrderFacts {
  const current = row.steps.find((step) => step.state === 'current');
  return {
    stage: row.stage,
    sending: row.sending,
    revision: row.revision,
    round: row.round,
    requestedBy: row.requestedBy.oid,
    createdBy: row.createdBy.oid,
    assignedTo: row.assignedTo?.oid ?? null,
    lastTermsEditor: row.termsEditor,
    approval:
      current === undefined
        ? null
        : {
            step: current.step,
            steps: row.steps.map((step) => step.persons.map((person) => person.oid)),
            decidedBy: row.steps.flatMap((step) => step.decidedBy ?? []),
          },
    cancelRequested: row.cancelRequested,
  };
}

function toRow(row: ListRow, actionSet: string): OrderRow {
  return {
    order_number: row.orderNumber,
    version: row.version,
    revision: row.revision,
    stage: row.stage,
    status: row.status,
    sending: row.sending,
    cancel_requested: row.cancelRequested,
    flags: row.flags,
    site_id: row.siteId,
    site_name: row.siteName,
    circuit_purpose: row.circuitPurpose,
    provider: row.provider,
    provider_name: row.providerName,
    speed: row.speed,
    requested_by: row.requestedBy,
    assigned_to: row.assignedTo,
    due_on: row.dueOn,
    stage_since: row.stageSince,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    action_set: actionSet,
  };
}
