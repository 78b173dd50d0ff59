import { Refusal, type Problem } from '../domain/errors';
import { fieldOf, fieldOfColumn } from '../domain/order/fields';
import { parseFields, type FieldValues } from '../domain/order/parse-fields';
import { localDate } from '../domain/time';
import type { Site } from '../domain/order/order';
import type { Member, ProviderEntry } from '../ports/directory';
import type { Channel } from '../ports/orders';
import type { Tools } from './tools';

export interface ResolvedFields {
  values: FieldValues;
  problems: Problem[];
  /** Of the named site; null where none is named or it is unknown. */
  site: Site | null;
  provider: ProviderEntry | null;
}

/** Fields as they came, and the way they came. */
interface Written {
  input: Readonly<Record<string, unknown>>;
  channel: Channel;
}

/**
 * Reads what a person wrote and looks up what only lists know. Everything wrong is answered at once;
 * site and provider come back under their own spelling.
 */
export async function resolveFields(
  tools: Pick<Tools, 'directory' | 'clock'>,
  member: Member,
  { input, channel }: Written,
  complete: boolean,
): Promise<ResolvedFields> {
  // A chat takes any of a field's names; a program that gave two of them would lose one unseen.
  const named = channel === 'teams' ? fieldOf : fieldOfColumn;
  const today = localDate(tools.clock.nowIso(), member.timeZone);
  // The site decides the currency; amounts are read with its digits.
  const siteText = Object.entries(input).find(([word]) => named(word) === 'siteId')?.[1];
  const site =
    typeof siteText === 'string' ? await tools.directory.findSite(siteText.trim()) : null;
  const currency = site?.currency ?? 'USD';
  const { values, problems } = parseFields(input, { complete, today, currency, named });

  if (typeof values.siteId === 'string') {
    if (site === null) problems.push(problem('site_id', 'SITE_UNKNOWN', values.siteId));
    else values.siteId = site.id;
  }
  let provider: ProviderEntry | null = null;
  if (typeof values.provider === 'string') {
    provider = await tools.directory.findProvider(values.provider);
    if (provider === null) problems.push(problem('provider', 'PROVIDER_UNKNOWN', values.provider));
    else if (!provider.active)
      problems.push(problem('provider', 'PROVIDER_INACTIVE', provider.name));
    else values.provider = provider.key;
  }
  return { values, problems, site, provider };
}

const problem = (field: string, code: Problem['code'], given: string): Problem => ({
  field,
  code,
  facts: { given },
});

/** Refuses with all problems; the first one names the refusal. */
export function requireNoProblems(problems: readonly Problem[]): void {
  const [first] = problems;
  if (first !== undefined) throw new Refusal(first.code, first.facts, problems);
}
