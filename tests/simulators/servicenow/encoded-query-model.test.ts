import fc from 'fast-check';
import { found, quietInstance } from './quiet-instance';

/** Small worlds, so that terms often hit: two integers and a text, each possibly empty. */
interface Term {
  field: 'order' | 'time_worked';
  operator: '=' | '!=' | '>' | '<' | '>=' | '<=' | 'LIKE' | 'ISEMPTY' | 'ISNOTEMPTY';
  value: string;
}

const number = fc.constantFrom('', '1', '2', '10');
const word = fc.constantFrom('', 'a', 'AB', 'b');
const row = fc.record({ order: number, time_worked: word });
const term: fc.Arbitrary<Term> = fc.oneof(
  fc.record({
    field: fc.constant('order' as const),
    operator: fc.constantFrom('=', '!=', '>', '<', '>=', '<=', 'ISEMPTY', 'ISNOTEMPTY'),
    value: number,
  }),
  fc.record({
    field: fc.constant('time_worked' as const),
    operator: fc.constantFrom('=', '!=', 'LIKE', 'ISEMPTY', 'ISNOTEMPTY'),
    value: word,
  }),
);
const clause = fc.array(term, { minLength: 1, maxLength: 3 });
const alternative = fc.array(clause, { minLength: 1, maxLength: 3 });
const query = fc.array(alternative, { minLength: 1, maxLength: 3 });

const written = (alternatives: Term[][][]): string =>
  alternatives
    .map((clauses) =>
      clauses
        .map((terms) =>
          terms.map(({ field, operator, value }) => `${field}${operator}${value}`).join('^OR'),
        )
        .join('^'),
    )
    .join('^NQ');

/** The meaning of a term, said once more and as plainly as possible. */
function holds({ field, operator, value }: Term, stored: string): boolean {
  const isNumber = field === 'order';
  const [mine, wanted] = isNumber
    ? [Number(stored), Number(value)]
    : [stored.toLowerCase(), value.toLowerCase()];
  const bothSet = stored !== '' && value !== '';
  switch (operator) {
    case '=':
      return bothSet ? mine === wanted : stored === value;
    case '!=':
      return bothSet ? mine !== wanted : stored !== value;
    case '>':
      return bothSet && mine > wanted;
    case '<':
      return bothSet && mine < wanted;
    case '>=':
      return bothSet && mine >= wanted;
    case '<=':
      return bothSet && mine <= wanted;
    case 'LIKE':
      return stored.toLowerCase().includes(value.toLowerCase());
    case 'ISEMPTY':
      return stored === '';
    case 'ISNOTEMPTY':
      return stored !== '';
  }
}

const SEED = 20261006;

describe('an encoded query of any shape', () => {
  it('finds what a plain reading of its parts finds', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), query, (rows, alternatives) => {
        const tasks = rows.map((values, index) => ({ number: `T${index}`, ...values }));
        const expected = tasks.filter((task) =>
          alternatives.some((clauses) =>
            clauses.every((terms) => terms.some((one) => holds(one, task[one.field]))),
          ),
        );
        expect(found(quietInstance(tasks), written(alternatives))).toEqual(
          expected.map((task) => task.number),
        );
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('is read without failing, whatever it says', () => {
    const scraps = fc.constantFrom('^', 'OR', 'NQ', 'EQ', 'ORDERBY', 'state', '=', 'IN', '@', ' ');
    const instance = quietInstance([{ number: 'A', state: '1' }]);
    fc.assert(
      fc.property(fc.array(fc.oneof(scraps, fc.string({ maxLength: 5 }))), (parts) => {
        expect(found(instance, parts.join('')).length).toBeLessThanOrEqual(1);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });
});
