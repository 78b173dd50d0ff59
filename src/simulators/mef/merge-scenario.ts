import { isObject } from './issues';
import type { JsonObject } from './mef-state';
import { defaultScenario, type Scenario } from './scenario';

const GROUPS = ['distributions', 'probabilities', 'conformance', 'quotes'] as const;

/** Every wish is held against this: what has a shape here has it everywhere. */
const PATTERN = defaultScenario('v6', 1);

/** Lays a partial scenario over the present one; the groups are merged one level deep. */
export function mergeScenario(present: Scenario, wish: unknown): Scenario {
  if (!isObject(wish)) throw new RangeError('A scenario is an object.');
  const { paceSeconds, ...rest } = wish;
  mustFit(paceSeconds === null ? rest : wish, PATTERN, 'scenario');
  const merged: JsonObject = { ...present, ...wish };
  for (const group of GROUPS) merged[group] = { ...present[group], ...(wish[group] ?? {}) };
  if (merged['version'] !== 'v5' && merged['version'] !== 'v6') {
    throw new RangeError('A scenario’s version is v5 or v6.');
  }
  return merged as unknown as Scenario;
}

/** A wrong kind of value would only show later, in the middle of an order. */
function mustFit(wish: unknown, pattern: unknown, name: string): void {
  const misfit = new RangeError(`${name} does not fit.`);
  if (Array.isArray(pattern)) {
    if (!Array.isArray(wish)) throw misfit;
    // A list without entries says nothing of its own.
    if (pattern.length > 0 && wish.length !== pattern.length) throw misfit;
    pattern.forEach((part, index) => {
      mustFit(wish[index], part, name);
    });
  } else if (isObject(pattern)) {
    if (!isObject(wish)) throw misfit;
    fitMembers(wish, pattern, name);
  } else if (typeof wish !== typeof pattern || (typeof wish === 'number' && wish < 0)) {
    throw misfit;
  }
}

function fitMembers(wish: JsonObject, pattern: JsonObject, name: string): void {
  const known = Object.keys(pattern);
  if (known.length === 0) return;
  const unknown = Object.keys(wish).filter((member) => !known.includes(member));
  if (unknown.length > 0) throw new RangeError(`${name} has no ${unknown.join(', ')}.`);
  for (const [member, value] of Object.entries(wish)) {
    const part = pattern[member];
    mustFit(value, part, `${name}.${member}`);
    const isWhole = isObject(part) && name !== 'scenario';
    if (isWhole && isObject(value) && Object.keys(value).length < Object.keys(part).length) {
      throw new RangeError(`${name}.${member} is not complete.`);
    }
  }
}
