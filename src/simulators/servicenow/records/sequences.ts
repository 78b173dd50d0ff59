import { createHash } from 'node:crypto';
import type { Instance } from '../instance';

const FIRST_NUMBER = 10_001;

function draw(instance: Instance, sequence: string, first: number): number {
  const { counters } = instance.state.value;
  const next = (counters[sequence] ?? first - 1) + 1;
  counters[sequence] = next;
  return next;
}

/** The next number of a kind of task: SCTASK0010001, SCTASK0010002 ... */
export const nextNumber = (instance: Instance, prefix: string): string =>
  `${prefix}${String(draw(instance, prefix, FIRST_NUMBER)).padStart(7, '0')}`;

/** A fixed id for something named; the same name gives the same id on every instance. */
export const namedSysId = (name: string): string =>
  createHash('sha256').update(name).digest('hex').slice(0, 32);

/** A fresh id. Drawn from a counter, so that a replayed run makes the same ids. */
export const nextSysId = (instance: Instance, table: string): string =>
  namedSysId(`${table}/${draw(instance, 'sys_id', 1)}`);
