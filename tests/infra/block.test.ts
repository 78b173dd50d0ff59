import { evaluate } from './support/temporary-project';

const toBlock = (endpoints: object) =>
  (
    evaluate(`
      const { toBlock } = await load('block');
      console.log(JSON.stringify([toBlock(${JSON.stringify(endpoints)})]));
    `) as [string]
  )[0];

test('has no line for a part that does not run', () => {
  expect(toBlock({ api: 'http://localhost:3000', docs: 'http://localhost:3000/docs' })).toBe(
    [
      'circuit-orders is running (development profile)',
      '',
      '  API              http://localhost:3000/docs',
      '',
      '  Stop with Ctrl-C. Start over with: npm start -- --fresh',
    ].join('\n'),
  );
});

test('names every carrier with its dialect and port', () => {
  const carriers = {
    comcast: { dialect: 'mef', url: 'http://localhost:3030' },
    att: { dialect: 'quote-async', url: 'http://localhost:3031' },
  };
  expect(toBlock({ carriers })).toContain(
    'Carriers         http://localhost:3030/_sim        comcast (mef) 3030 · att (quote-async) 3031',
  );
});

test('names the namespace beside Temporal’s page, which opens on an empty one', () => {
  const temporal = { ui: 'http://localhost:8233', namespace: 'circuit-orders' };
  expect(toBlock({ temporal })).toContain(
    'Temporal UI      http://localhost:8233             namespace circuit-orders',
  );
});
