import { parseFields } from '../../../src/domain/order/parse-fields';

const given = (monthly: string) =>
  parseFields({ monthly_cost: monthly }, { complete: false, today: '2026-11-02', currency: 'USD' });

describe('money a person wrote', () => {
  it.each([
    ['1800', '1800.00'],
    ['$1,800', '1800.00'],
    ['1,800.5', '1800.50'],
    ['12,345,678.90', '12345678.90'],
  ])('reads %s', (text, amount) => {
    expect(given(text)).toEqual({ values: { monthlyCost: amount }, problems: [] });
  });

  it.each(['1800,50', '1,5', '1,00', '1.800,00', '1,8000', ',500', '1,,000', '12,34,567'])(
    'does not guess what %s means',
    (text) => {
      const { problems } = given(text);
      expect(problems).toMatchObject([{ field: 'monthly_cost', code: 'MONEY_NOT_READABLE' }]);
    },
  );
});
