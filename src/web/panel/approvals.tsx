import type { ApprovalStepAnswer, OrderAnswer, TransitionsAnswer } from '../../api/answers';
import { isDecision } from '../../domain/order/actions';
import { useAct } from '../act/act-context';
import { StepMark } from '../icons/step-mark';
import { useNow } from '../shell/use-now';
import { TEXTS } from '../texts';
import { momentText, zoneWord } from '../words/days';
import { Section } from './section';

interface Props {
  order: OrderAnswer;
  actions: TransitionsAnswer['actions'];
}

/** Every step: who, since when, until when, what was decided; and deciding, if it is one's turn. */
export function Approvals({ order, actions }: Props) {
  const { now, zone } = useNow();
  const act = useAct();
  const decisions = actions.filter((one) => one.allowed && isDecision(one.action));
  const { approvals } = order;
  const passed = order.stage === 'approved' || order.dates.submitted_at !== null;
  return (
    <Section
      id="approvals"
      title={TEXTS.panel.approvals}
      aside={
        approvals.length > 0 && (
          <span className="section__note">{TEXTS.panel.timesIn(zoneWord(now, zone))}</span>
        )
      }
    >
      {approvals.length === 0 && (
        <p className="section__empty">
          {passed ? TEXTS.panel.noneNeeded : TEXTS.panel.noApprovals}
        </p>
      )}
      <ol className="steps">
        {approvals.map((step) => (
          <Step key={step.step} step={step} count={approvals.length} />
        ))}
      </ol>
      {decisions.length > 0 && (
        <div className="next">
          {decisions.map((one) => (
            <button
              key={one.action}
              type="button"
              className="button"
              onClick={(event) => {
                const back = event.currentTarget;
                act({ order, action: one.action, description: one, toStatus: null, back });
              }}
            >
              {one.label}
            </button>
          ))}
        </div>
      )}
    </Section>
  );
}

function Step({ step, count }: { step: ApprovalStepAnswer; count: number }) {
  const { now, zone } = useNow();
  const { decision } = step;
  const names = step.persons.map((person) => person.name).join(TEXTS.act.or);
  const when = (instant: string) => momentText(instant, now, zone);
  return (
    <li className={`steps__step steps__step--${step.state}`}>
      {decision === null ? (
        <span className="steps__dot" />
      ) : (
        <StepMark kind={decision.decision === 'approve' ? 'done' : 'blocked'} />
      )}
      <div className="steps__text">
        <p>{decision === null ? TITLES[step.state](names) : decision.by.name}</p>
        <p className="steps__more">
          {TEXTS.panel.step(step.step, count)}
          {step.asked_at !== null && `, ${TEXTS.panel.askedAt(when(step.asked_at))}`}
          {step.state === 'void' && decision !== null && ` · ${TEXTS.panel.void}`}
        </p>
        {decision?.comment && <p className="steps__more">“{decision.comment}”</p>}
      </div>
      <span className="steps__when">
        {decision !== null
          ? `${TEXTS.panel.decisions[decision.decision] ?? decision.decision} ${when(decision.at)}`
          : step.due_at !== null && TEXTS.panel.answerBy(when(step.due_at))}
      </span>
    </li>
  );
}

const TITLES: Record<ApprovalStepAnswer['state'], (names: string) => string> = {
  current: TEXTS.panel.waitsFor,
  next: TEXTS.panel.next,
  done: (names) => names,
  void: () => TEXTS.panel.void,
};
