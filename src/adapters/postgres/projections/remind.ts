import { conflictOfDuty } from '../../../domain/order/approvals';
import { readActorsByKey } from '../read-actor';
import { run, sql } from '../sql';
import { readSteps, type StepRow } from './order-facts';
import { notice, recording, TIMER, type Recording, type Situation } from './recording';

async function currentStep(situation: Situation, step: number): Promise<StepRow | undefined> {
  const steps = await readSteps(situation.db, situation.row);
  return steps.find((candidate) => candidate.step === step && candidate.state === 'current');
}

/** Asks the step's persons again; a step decided meanwhile is left alone. */
export async function projectReminder(situation: Situation, step: number): Promise<Recording> {
  const { db, row } = situation;
  const current = await currentStep(situation, step);
  if (current === undefined) return recording(row, 'reminder_needless', TIMER);
  await run(db, sql`UPDATE approval_steps SET reminders = reminders + 1 WHERE id = ${current.id}`);
  const facts = { step, reminder: current.reminders + 1 };
  return recording(row, 'remind', TIMER, {
    facts,
    notices: [notice('reminded', facts, current.persons)],
  });
}

/** The step has waited too long: further persons may decide it too. */
export async function projectEscalation(situation: Situation, step: number): Promise<Recording> {
  const { db, row, input, policy } = situation;
  const current = await currentStep(situation, step);
  if (current === undefined) return recording(row, 'escalation_needless', TIMER);
  const order = {
    requestedBy: row.requested_by_oid,
    createdBy: row.created_by_oid,
    lastTermsEditor: row.terms_editor_oid,
  };
  const added = (await readActorsByKey(db, policy.escalateTo)).filter(
    (person) => !conflictOfDuty(order, person.oid) && !current.persons.includes(person.id),
  );
  const persons = [...current.persons, ...added.map((person) => person.id)];
  await run(
    db,
    sql`UPDATE approval_steps SET persons = ${persons}, escalated_at = ${input.at}
        WHERE id = ${current.id}`,
  );
  const facts = { step, added: added.map((person) => person.key).join(', ') };
  return recording(row, 'escalate', TIMER, {
    facts,
    notices: [
      notice(
        'escalated',
        facts,
        added.map((person) => person.id),
      ),
    ],
  });
}
