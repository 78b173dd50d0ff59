import type { ListName } from '../src/ports/conversations';

/** The lists a button opens: the verb it sends, the list the bot then shows, the button's words. */
export const LIST_VERBS = {
  'list.pending': { list: 'pending', title: 'What waits for me' },
  'list.mine': { list: 'open', title: 'My orders' },
} as const satisfies Record<string, { list: ListName; title: string }>;

export type ListVerb = keyof typeof LIST_VERBS;

export const isListVerb = (verb: string): verb is ListVerb => Object.hasOwn(LIST_VERBS, verb);
