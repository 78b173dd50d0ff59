import { parseFilter } from '../../../src/simulators/graph/parse-filter';
import { matchFilter } from '../../../src/simulators/graph/match-filter';

const message = {
  id: 'AAMk1',
  internetMessageId: '<one@retail.example>',
  subject: "O'Hare circuit",
  isDraft: true,
  createdDateTime: '2026-03-02T10:00:00Z',
  from: { emailAddress: { address: 'sam@retail.example' } },
};
const held = {
  internetMessageId: '<one@retail.example>',
  extendedProperties: [
    { id: 'String {AAAAAAAA-0000-4000-8000-000000000001} Name key', value: 'one' },
    { id: 'String {AAAAAAAA-0000-4000-8000-000000000001} Name kind', value: 'created' },
  ],
};
const KEY = 'String {aaaaaaaa-0000-4000-8000-000000000001} Name key';
const KIND = 'String {aaaaaaaa-0000-4000-8000-000000000001} Name kind';
const any = (id: string, value: string) =>
  `singleValueExtendedProperties/any(p:p/id eq '${id}' and p/value eq '${value}')`;

test.each([
  ["subject eq 'o''hare circuit'", true],
  ['isDraft eq true', true],
  ['not (isDraft eq true)', false],
  ['isDraft ne true or createdDateTime lt 2026-03-03T00:00:00Z', true],
  ['isDraft eq false and isDraft eq true or isDraft eq true', true],
  ['isDraft eq true or isDraft eq true and isDraft eq false', true],
  ['(isDraft eq true or isDraft eq true) and isDraft eq false', false],
  ['createdDateTime ge 2026-03-02T10:00:00.000Z', true],
  ['createdDateTime gt 2026-03-02T10:00:00Z', false],
  ["startswith(subject,'O''H')", true],
  ["contains(subject, 'CIRCUIT')", true],
  ["endswith(subject,'x')", false],
  ["from/emailAddress/address eq 'SAM@retail.example'", true],
  ['conversationId eq null', true],
  ["internetMessageId eq '<one@retail.example>'", true],
  ["internetMessageId eq '<two@retail.example>'", false],
  ["internetMessageId eq '<two@retail.example>' or isDraft eq true", true],
  [any(KEY, 'one'), true],
  [any(KEY, 'created'), false],
  [`${any(KEY, 'one')} and ${any(KIND, 'created')}`, true],
  [`singleValueExtendedProperties/Any(ep: ep/id eq '${KEY}' and startswith(ep/value,'on'))`, true],
])('%s', (filter, expected) => {
  expect(matchFilter(parseFilter(filter), () => message, held)).toBe(expected);
});

test.each([
  ['', 'Syntax error at position 0'],
  ['isDraft', 'Syntax error at position 7'],
  ['isDraft = true', 'Syntax error at position 8'],
  ['isDraft eq', 'Syntax error at position 10'],
  ["subject eq 'open", 'Syntax error at position 11'],
  ['(isDraft eq true', 'Syntax error at position 16'],
  ['isDraft eq true)', 'Syntax error at position 15'],
  ['isDraft eq true and', 'Syntax error at position 19'],
  ['isDraft eq maybe', 'Syntax error at position 11'],
  ["colour eq 'red'", "Could not find a property named 'colour'"],
  ["isDraft eq 'true'", "'Edm.Boolean' and 'Edm.String'"],
  ['subject eq true', "'Edm.String' and 'Edm.Boolean'"],
  ["createdDateTime ge '2026-03-02T10:00:00Z'", "'Edm.DateTimeOffset' and 'Edm.String'"],
  ['subject eq 2026-03-02', "'Edm.String' and 'Edm.DateTimeOffset'"],
  ["contains(isDraft,'x')", "'Edm.Boolean' and 'Edm.String'"],
  ["ep/id eq 'x'", "Could not find a property named 'ep/id'"],
  [`singleValueExtendedProperties/any(a: b/id eq 'x')`, "named 'b/id'"],
])('refuses %j', (filter, text) => {
  expect(() => parseFilter(filter)).toThrow(text);
});

test.each(['(', 'not ', 'not ('])('refuses what lies too deep in %j', (opening) => {
  const text = `${opening.repeat(5_000)}isDraft eq true`;
  expect(() => parseFilter(text)).toThrow('Recursion depth exceeded allowed limit.');
});

test('reads a hundred negations of each other', () => {
  const filter = parseFilter(`${'not '.repeat(100)}isDraft eq true`);
  expect(matchFilter(filter, () => message, held)).toBe(true);
});
