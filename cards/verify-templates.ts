import { drawCard } from './draw-card';
import { TEMPLATE_NAMES, templateBuilds } from './render';
import { samples } from './samples';

const MAX_BYTES = 25 * 1024;
const MAX_ACTIONS = 6;

/**
 * Expands every template with every sample, so that a bad one stops the start and not the first
 * person who needs it. Throws with all faults named.
 */
export function verifyTemplates(): { cards: number; builds: number } {
  const all = samples();
  const faults = all.flatMap(({ name, request }) => {
    try {
      return faultsOf(drawCard(request).card).map((fault) => `${name}: ${fault}`);
    } catch (error) {
      return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
  const unseen = TEMPLATE_NAMES.filter(
    (template) => !all.some(({ request }) => request.view === template),
  );
  faults.push(...unseen.map((template) => `${template}: has no sample`));
  if (faults.length > 0) throw new Error(`Cards are not fit to send:\n${faults.join('\n')}`);
  return { cards: all.length, builds: templateBuilds() };
}

/** What Teams would refuse about a card, and what a template left unfilled. */
export function faultsOf(card: unknown): string[] {
  const text = JSON.stringify(card);
  const bytes = Buffer.byteLength(text);
  return [
    ...(text.includes('${') ? ['an expression was left over'] : []),
    ...(bytes > MAX_BYTES ? [`${bytes} bytes, more than ${MAX_BYTES}`] : []),
    ...actionLists(card)
      .filter((actions) => actions.length > MAX_ACTIONS)
      .map((actions) => `${actions.length} actions, more than ${MAX_ACTIONS}`),
  ];
}

/** The buttons of the card and of what its buttons unfold. */
function actionLists(value: unknown): unknown[][] {
  if (Array.isArray(value)) return value.flatMap(actionLists);
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'actions' in value && Array.isArray(value.actions) ? [value.actions as unknown[]] : [];
  return [...own, ...Object.values(value).flatMap(actionLists)];
}
