import { createHouse } from '../support/house';
import { createPersonas } from '../support/personas';
import { measureBoard } from './measure-board';
import { measureTurn } from './measure-turn';
import type { Figure } from './figure';

const BENCHES = { turn: measureTurn, board: measureBoard } as const;

type Name = keyof typeof BENCHES;

const isName = (text: string): text is Name => Object.hasOwn(BENCHES, text);

/** `npm run bench -- turn board`: each figure beside a bare twin of the same run, p50 and p95. */
async function bench(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !isName(name));
  if (unknown.length > 0) {
    throw new Error(
      `Unknown: ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`,
    );
  }
  const wanted = names.length === 0 ? (Object.keys(BENCHES) as Name[]) : names.filter(isName);
  const house = await createHouse({ processes: ['api,bot', 'worker', 'relay'] });
  try {
    const people = createPersonas(house);
    const figures: Figure[] = [];
    for (const name of wanted) figures.push(...(await BENCHES[name](house, people)));
    print(figures);
  } finally {
    await house.stop();
  }
}

function print(figures: readonly Figure[]): void {
  const quantile = (values: readonly number[], q: number) =>
    [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * q)] ?? Number.NaN;
  const ms = (value: number) => `${value.toFixed(0)} ms`.padStart(9);
  console.log(`${'measured'.padEnd(44)}${'n'.padStart(5)}      p50      p95      aim`);
  for (const { what, values, aimMs } of figures) {
    const row = [ms(quantile(values, 0.5)), ms(quantile(values, 0.95))];
    const aim = aimMs === null ? '        -' : ms(aimMs);
    console.log(`${what.padEnd(44)}${String(values.length).padStart(5)}${row.join('')}${aim}`);
  }
}

bench(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
