import { evaluate } from './support/temporary-project';

const parse = (...args: string[]) =>
  evaluate(`
    const { parseTestArguments } = await load('test-arguments');
    try {
      const { parts, pattern, paths } = parseTestArguments(${JSON.stringify(args)});
      console.log(JSON.stringify({ parts: [...parts], pattern, paths }));
    } catch ({ message }) {
      console.log(JSON.stringify({ message }));
    }
  `);

const toLine = (report: object, isFiltered: boolean) =>
  evaluate(`
    const { toResult } = await load('jest-stage');
    const { toLine } = await load('tally');
    const options = { root: '/project', isFiltered: ${isFiltered} };
    console.log(JSON.stringify(toLine(toResult(${JSON.stringify(report)}, options))));
  `);

test('runs everything without arguments', () => {
  const parts = ['static', 'unit', 'server', 'workflows', 'e2e', 'web', 'torture'];
  expect(parse()).toEqual({ parts, paths: [] });
});

test('runs only the parts named', () => {
  expect(parse('unit', 'e2e')).toEqual({ parts: ['unit', 'e2e'], paths: [] });
});

test('looks for a name in all jest projects', () => {
  const parts = ['unit', 'server', 'workflows', 'e2e', 'web'];
  expect(parse('-t', 'refuses')).toEqual({ parts, pattern: 'refuses', paths: [] });
});

test('refuses an option it does not know', () => {
  expect(parse('--watch')).toMatchObject({ message: expect.stringContaining('--watch') as string });
});

test('counts a file that could not run as one failure', () => {
  const report = { numPassedTests: 4, numFailedTests: 1, numRuntimeErrorTestSuites: 1 };
  expect(toLine(report, false)).toBe('4 passed, 2 failed');
});

test('shows skipped tests', () => {
  expect(toLine({ numPassedTests: 4, numPendingTests: 2 }, false)).toBe(
    '4 passed, 0 failed, 2 skipped',
  );
});

test('does not take tests another name hides for skipped', () => {
  expect(toLine({ numPassedTests: 4, numPendingTests: 200 }, true)).toBe('4 passed, 0 failed');
});
