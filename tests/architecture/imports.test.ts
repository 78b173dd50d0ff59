import { strayEdge } from './import-table';
import { listImports, sourceFiles } from './list-imports';

const edges = sourceFiles(['src', 'workflows', 'cards']).flatMap((file) => listImports(file));

test('keeps every run-time import inside the table', () => {
  const strays = edges.map(strayEdge).filter((stray) => stray !== null);
  expect(strays).toEqual([]);
  expect(edges.length).toBeGreaterThan(300);
});

test.each([
  ['src/domain/money.ts', 'src/adapters/postgres/pool', false],
  ['src/domain/money.ts', 'zod', true],
  ['src/ports/clock.ts', 'node:fs', true],
  ['src/use-cases/act-on-order.ts', 'src/adapters/postgres/orders', false],
  ['src/adapters/postgres/orders.ts', 'src/adapters/temporal/create-runtime', false],
  ['src/simulators/mef/issues.ts', 'src/domain/money', false],
  ['src/simulators/mef/issues.ts', 'src/simulators/graph/mail-store', false],
  ['src/bot/guard.ts', 'botbuilder', true],
  ['src/web/app.tsx', 'zod', true],
  ['workflows/waits.ts', 'src/activities/send-order', false],
  ['cards/order.ts', 'src/use-cases/check-order', false],
])('catches %s needing %s', (from, to, isPackage) => {
  expect(strayEdge({ from, to, isPackage })).not.toBeNull();
});
