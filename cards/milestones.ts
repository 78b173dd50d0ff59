import type { Order } from '../src/domain/order/order';
import { isEnd, STAGES, type Stage } from '../src/domain/order/stages';
import { step, type StepView } from './view-parts';
import { identifier, shortDay, shortDayAt, type Eyes } from './words';

interface Milestone {
  title: string;
  done: boolean;
  /** Said once it is reached. */
  reached: string;
  /** Said while it is still to come. */
  expected: string;
}

/** From creation to activation: what is done, what comes now, what is left. */
export function milestones(order: Order, eyes: Eyes): StepView[] {
  const all = fiveOf(order, eyes);
  const ended = isEnd(order.stage) && order.stage !== 'enabled';
  const lines = ended ? all.filter(({ done }) => done) : all;
  const current = lines.find(({ done }) => !done);
  const views = lines.map((line) =>
    line.done
      ? step('done', line.title, line.reached)
      : step(line === current ? 'current' : 'next', line.title, line.expected),
  );
  return ended ? [...views, endLine(order, order.stage, eyes)] : views;
}

/** Why it ended stands among the facts. */
function endLine(order: Order, stage: Stage, eyes: Eyes): StepView {
  const { endedAt } = order.dates;
  return step('refused', STAGES[stage].label, endedAt === null ? '' : shortDayAt(endedAt, eyes));
}

const AFTER_WORK: readonly Stage[] = ['testing', 'activated', 'enabled'];

function fiveOf(order: Order, eyes: Eyes): Milestone[] {
  const { dates, provider, stage } = order;
  const { focReceivedAt, focDate, workCompletedOn, activatedAt, submittedAt } = dates;
  const providerOrder = identifier(order, 'provider_order');
  const due = focDate ?? order.targetDate;
  const by = (text: string | undefined) => (text === undefined ? '' : `, ${text}`);
  return [
    {
      title: 'Order Created',
      done: true,
      reached: `${shortDayAt(dates.createdAt, eyes)}, ${order.createdBy.name}`,
      expected: '',
    },
    {
      title: 'Provider Notified',
      done: submittedAt !== null,
      reached:
        submittedAt === null
          ? ''
          : `${shortDayAt(submittedAt, eyes)}${by(providerOrder && `${provider.name} order ${providerOrder}`)}`,
      expected: stage === 'approved' ? 'Under way' : 'After the last approval',
    },
    {
      title: 'Install Scheduled',
      done: focReceivedAt !== null,
      reached:
        focReceivedAt === null ? '' : `${shortDayAt(focReceivedAt, eyes)}${moved(order, eyes)}`,
      expected: `${provider.name} has not committed to a date yet`,
    },
    {
      title: 'Work Completed',
      done: workCompletedOn !== null || AFTER_WORK.includes(stage),
      reached: workCompletedOn === null ? '' : shortDay(workCompletedOn, eyes),
      expected:
        due === null
          ? 'No date yet'
          : `${focDate === null ? 'Wanted' : 'Due'} ${shortDay(due, eyes)}`,
    },
    {
      title: 'Circuit Activated',
      done: activatedAt !== null,
      reached: activatedAt === null ? '' : shortDayAt(activatedAt, eyes),
      expected: stage === 'testing' ? 'Once the test result is accepted' : 'After the test',
    },
  ];
}

function moved({ dates }: Order, eyes: Eyes): string {
  const { firstFocDate, focDate } = dates;
  if (firstFocDate === null || focDate === null || firstFocDate === focDate) return '';
  return `, moved from ${shortDay(firstFocDate, eyes)} to ${shortDay(focDate, eyes)}`;
}
