import fc from 'fast-check';
import { jsonFault } from '../../src/domain/json-fault';

const DEEPEST = 20;
const placeIn = (text: string) => {
  const found = jsonFault(text, DEEPEST);
  return found?.fault === 'doubled' ? found.path.join('/') : found?.fault;
};

test.each([
  ['{"a":1,"a":2}', 'a'],
  ['{"a":1,"a":1}', 'a'],
  ['{"a":1,"\\u0061":2}', 'a'],
  ['{"a":"x,\\"a\\":{","b":[{"c":1},{"d":{},"d":[]}]}', 'b/1/d'],
  ['{ "a" : [1, {"b": 2}] , "c" : "}" , "a" : null }', 'a'],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ['{"":1,"":2}', ''],
])('finds the key that %s gives twice', (text, place) => {
  expect(placeIn(text)).toBe(place);
});

test.each([
  '{"a":{"a":1},"b":[{"a":1},{"a":2}],"A":3}',
  '{"a":"\\"a\\":1,\\"a\\":2","b":"{\\"a\\":1,\\"a\\":2}"}',
  '["a","a"]',
  '{"a":"a","b":"a"}',
  '"a"',
  '',
])('finds nothing in %s', (text) => {
  expect(placeIn(text)).toBeUndefined();
});

test.each(['{"a":1,"a', '{"a', '{"\\u00', '{"\\q":1,"\\q":2}', '}}]', ',"a":,{', '{"a" "a"}'])(
  'leaves %j, which is no JSON, to the parser',
  (text) => {
    expect(() => jsonFault(text, DEEPEST)).not.toThrow();
  },
);

test('goes no deeper than it is told', () => {
  expect(placeIn(`${'['.repeat(20)}${']'.repeat(20)}`)).toBeUndefined();
  expect(placeIn('{"a":'.repeat(21))).toBe('too deep');
  expect(placeIn('['.repeat(1_000_000))).toBe('too deep');
});

test('takes every value that was written once, and finds any key of it written again', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (value) => {
      const text = JSON.stringify(value);
      expect(jsonFault(text, 1_000)).toBeNull();
      const [key = ''] = Object.keys(value);
      const doubled = `${text.slice(0, -1)},${JSON.stringify(key)}:0}`;
      expect(jsonFault(doubled, 1_000)).toEqual({ fault: 'doubled', path: [key] });
    }),
    { seed: 7, numRuns: 500 },
  );
});
