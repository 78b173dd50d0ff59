import { useQuery } from '@tanstack/react-query';
import type { AuditAnswer } from '../../api/answers';
import { FIELD_NAMES, fieldEntry, type FieldName } from '../../domain/order/fields';
import { timelineLine } from '../../domain/order/timeline';
import { STAGES, STAGE_NAMES, type Stage } from '../../domain/order/stages';
import { ApiProblem } from '../api/api-problem';
import { auditQuery } from '../api/queries';
import { LoadTrouble } from '../shell/load-trouble';
import { useMe } from '../shell/me';
import { useNow } from '../shell/use-now';
import { TEXTS } from '../texts';
import { momentText } from '../words/days';
import { Section } from './section';

const WORDS = TEXTS.panel.auditColumns;

/** Who changed what; there only for those who may read it. */
export function AuditLog({ number }: { number: string }) {
  const offered = useMe().may?.read_audit.allowed !== false;
  const { data, error, refetch } = useQuery({ ...auditQuery(number), enabled: offered });
  const { now, zone } = useNow();
  const forbidden = error instanceof ApiProblem && error.status === 403;
  if (!offered || forbidden) return null;
  const events = [...(data?.events ?? [])].sort((one, other) => other.k - one.k);
  return (
    <Section id="audit" title={TEXTS.panel.audit}>
      {error !== null && <LoadTrouble error={error} onRetry={refetch} />}
      <div className="audit" tabIndex={0} role="group" aria-label={TEXTS.panel.audit}>
        <table>
          <thead>
            <tr>
              <th scope="col">{WORDS.when}</th>
              <th scope="col">{WORDS.who}</th>
              <th scope="col">{WORDS.what}</th>
              <th scope="col">{WORDS.change}</th>
              <th scope="col">{WORDS.source}</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr key={event.k}>
                <td>{momentText(event.at, now, zone)}</td>
                <td>{event.actor?.name ?? TEXTS.panel.system}</td>
                <td>{timelineLine({ kind: event.action, facts: {} }, String)}</td>
                <td>{changeText(event)}</td>
                <td>{TEXTS.panel.channels[event.source] ?? event.source}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

const stageText = (stage: string | null): string =>
  STAGE_NAMES.find((name) => name === stage) === undefined
    ? (stage ?? '–')
    : STAGES[stage as Stage].label;

/** A field by its label, any other fact in plain words. */
const factText = (name: string): string =>
  FIELD_NAMES.some((field) => field === name)
    ? fieldEntry(name as FieldName).label.toLowerCase()
    : name.replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ');

function changeText(event: AuditAnswer['events'][number]): string {
  const stages =
    event.from === event.to ? null : `${stageText(event.from)} → ${stageText(event.to)}`;
  const fields = Object.keys(event.changes).map(factText).join(', ');
  return [stages, fields, event.reason].filter(Boolean).join(' · ');
}
