import type { CheckAnswer, FindingAnswer, ProblemAnswer } from '../../src/api/answers';
import { formMessages, type MessageFacts } from '../../src/web/create/field-messages';
import { EMPTY_VALUES } from '../../src/web/form/field-values';

const problem = (pointer: string, detail: string): ProblemAnswer => ({
  ...{ pointer, detail, code: 'FIELD_REQUIRED' },
});
const duplicate: FindingAnswer = {
  ...{ check: 'duplicate', severity: 'blocks', code: 'DUPLICATE_OPEN' },
  ...{ text: 'Another order is open.', order_number: 'CO-2026-000338' },
};
const check = (change: Partial<CheckAnswer>): CheckAnswer => ({
  ...{ problems: [], findings: [], approvals: [] },
  ...change,
});
const about = (change: Partial<MessageFacts>) =>
  formMessages({
    ...{ values: EMPTY_VALUES, touched: new Set<string>(), tried: 'nothing', answered: [] },
    check: undefined,
    ...change,
  });

test('does not complain about what nobody has typed yet', () => {
  const problems = [problem('/speed', 'A value is missing.')];
  expect(about({ check: check({ problems }) }).errors).toEqual([]);
  expect(about({ check: check({ problems }), tried: 'save' }).errors).toHaveLength(1);
});

test('says at once what is wrong with typed text', () => {
  const { errors } = about({
    values: { ...EMPTY_VALUES, speed: '1 Gbit' },
    touched: new Set(['speed']),
    check: check({ problems: [problem('/speed', 'This is not a speed.')] }),
  });
  expect(errors).toEqual([
    { column: 'speed', label: 'Speed', text: 'This is not a speed.', orderNumber: null },
  ]);
});

test('lets a finding warn until a submit was tried, then block at its field', () => {
  const filled = { monthly_cost: '1', install_cost: '1', contract_term: '1' };
  const facts = { values: { ...EMPTY_VALUES, ...filled }, check: check({ findings: [duplicate] }) };
  expect(about(facts)).toMatchObject({ errors: [], warnings: [{ column: 'circuit_purpose' }] });
  expect(about({ ...facts, tried: 'submit' })).toMatchObject({
    errors: [{ column: 'circuit_purpose', orderNumber: 'CO-2026-000338' }],
    warnings: [],
  });
});

test('names what a submit needs, in the order of the form, once per field', () => {
  const answered = [problem('/install_cost', 'Not money.'), problem('/site_id', 'No site.')];
  const { errors } = about({ answered, tried: 'submit' });
  expect(errors.map(({ column, text }) => `${column}: ${text}`)).toEqual([
    'site_id: No site.',
    'monthly_cost: A submit needs it. Fill it in.',
    'install_cost: Not money.',
    'contract_term: A submit needs it. Fill it in.',
  ]);
});

test('keeps a problem of no known field for the summary', () => {
  const { errors } = about({ answered: [problem('/then', 'Not a choice.')], tried: 'save' });
  expect(errors).toMatchObject([{ column: null, text: 'Not a choice.' }]);
});
