import { createHouse } from '../support/house';
import { createPersonas } from '../support/personas';
import { findChromium } from '../web/support/browser';
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
  if (wanted.includes('board') && findChromium() === null) {
    throw new Error(
      'The board is measured in a browser, and there is no Chromium. Install one, set CHROMIUM_PATH, or ask for the turn alone.',
    );
  }
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

const quantile = (values: readonly number[], q: number) =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * q)] ?? Number.NaN;

/** A table to read, then one line of JSON for each figure. */
function print(figures: readonly Figure[]): void {
  const ms = (value: number | null) =>
    (value === null ? '-' : `${value.toFixed(0)} ms`).padStart(9);
  console.log(`${'measured'.padEnd(44)}${'n'.padStart(5)}      p50      p95      aim`);
  const rows = figures.map(({ what, values, aimMs }) => {
    const at = (q: number) => Math.round(quantile(values, q) * 10) / 10;
    return { what, n: values.length, p50Ms: at(0.5), p95Ms: at(0.95), aimMs };
  });
  for (const { what, n, p50Ms, p95Ms, aimMs } of rows) {
    const over = aimMs !== null && p95Ms >= aimMs ? '  missed' : '';
    const figure = [ms(p50Ms), ms(p95Ms), ms(aimMs)].join('');
    console.log(`${what.padEnd(44)}${String(n).padStart(5)}${figure}${over}`);
  }
  for (const row of rows) console.log(JSON.stringify(row));
}

bench(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
