import { isAllowedChange } from '../../src/domain/order/events';
import { STAGE_NAMES, isEnd, type Stage } from '../../src/domain/order/stages';
import { STRAIGHT_LINE, stagesAfter } from '../../src/domain/order/transitions';

test('reaches every stage from a draft', () => {
  const reached = new Set<Stage>(['drafted']);
  for (const stage of reached) for (const next of stagesAfter(stage)) reached.add(next);
  expect([...reached].sort()).toEqual([...STAGE_NAMES].sort());
});

test.each(STAGE_NAMES)('lets %s go on exactly where it is no end', (stage) => {
  expect(stagesAfter(stage).length === 0).toBe(isEnd(stage));
});

test('lets nothing return from an end', () => {
  const ends = STAGE_NAMES.filter(isEnd);
  const escapes = ends.flatMap((end) => STAGE_NAMES.filter((to) => isAllowedChange(end, to)));
  expect(escapes).toEqual([]);
});

test('leads an order that nothing stops from draft to end, each step in the table', () => {
  const steps = STRAIGHT_LINE.slice(1).map((to, index) => ({ from: STRAIGHT_LINE[index], to }));
  expect(steps.filter(({ from, to }) => from && !stagesAfter(from).includes(to))).toEqual([]);
  expect(STRAIGHT_LINE.filter(isEnd)).toEqual(STRAIGHT_LINE.slice(-1));
});
