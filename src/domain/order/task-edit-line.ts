type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** The states of a ServiceNow task as its agents read them. */
const STATE_WORDS: Readonly<Record<string, string>> = {
  '-5': 'Pending',
  '1': 'Open',
  '2': 'Work in Progress',
  '3': 'Closed Complete',
  '4': 'Closed Incomplete',
  '7': 'Closed Skipped',
};

/** What an agent changed in a task, in the words of ServiceNow. */
export function taskEditLine({ field, from, to }: Facts): string {
  if (typeof field !== 'string') return 'Edited in ServiceNow';
  const label = field.replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
  return `Edited in ServiceNow: ${label} from ${words(field, from)} to ${words(field, to)}`;
}

function words(field: string, value: Facts[string] | undefined): string {
  const given = String(value ?? '');
  if (given === '') return 'empty';
  const known = field === 'state' && Object.hasOwn(STATE_WORDS, given);
  return `“${known ? (STATE_WORDS[given] ?? given) : given}”`;
}
