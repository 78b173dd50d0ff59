import { duplicateFinding, type Rival } from '../../../src/domain/order/duplicates';
import { STAGE_NAMES, type Stage } from '../../../src/domain/order/stages';

const ORDER = { orderNumber: 'CO-2026-000123', kind: 'new' };
const rival = (stage: Stage, orderNumber = 'CO-2026-000007', kind = 'new'): Rival => ({
  orderNumber,
  stage,
  kind,
});

describe('duplicateFinding', () => {
  const expected: Record<Stage, string> = {
    drafted: 'warning DUPLICATE_DRAFT',
    pending_approval: 'blocks DUPLICATE_OPEN',
    approved: 'blocks DUPLICATE_OPEN',
    submitted: 'blocks DUPLICATE_OPEN',
    acknowledged: 'blocks DUPLICATE_OPEN',
    rejected_by_provider: 'blocks DUPLICATE_OPEN',
    confirmed: 'blocks DUPLICATE_OPEN',
    install_scheduled: 'blocks DUPLICATE_OPEN',
    installing: 'blocks DUPLICATE_OPEN',
    testing: 'blocks DUPLICATE_OPEN',
    activated: 'warning DUPLICATE_ACTIVE',
    enabled: 'warning DUPLICATE_ACTIVE',
    withdrawn: 'ok DUPLICATE_NONE',
    cancelled: 'ok DUPLICATE_NONE',
    failed: 'ok DUPLICATE_NONE',
  };

  it.each(STAGE_NAMES.map((stage) => [stage, expected[stage]] as const))(
    'says of another order that is %s: %s',
    (stage, verdict) => {
      const { severity, code } = duplicateFinding(ORDER, [rival(stage)]);
      expect(`${severity} ${code}`).toBe(verdict);
    },
  );

  it('is no double of itself', () => {
    const finding = duplicateFinding(ORDER, [rival('pending_approval', ORDER.orderNumber)]);
    expect(finding.severity).toBe('ok');
  });

  it.each(['change', 'disconnect'])('does not mind a %s', (kind) => {
    expect(duplicateFinding(ORDER, [rival('submitted', 'CO-2026-000007', kind)]).severity).toBe(
      'ok',
    );
    expect(duplicateFinding({ ...ORDER, kind }, [rival('submitted')]).severity).toBe('ok');
  });

  it('tells the gravest and how many', () => {
    const others = [
      rival('drafted', 'CO-2026-000001'),
      rival('enabled', 'CO-2026-000002'),
      rival('testing', 'CO-2026-000003'),
      rival('approved', 'CO-2026-000004'),
    ];
    expect(duplicateFinding(ORDER, others)).toEqual({
      check: 'duplicate',
      severity: 'blocks',
      code: 'DUPLICATE_OPEN',
      facts: { orderNumber: 'CO-2026-000003', stage: 'testing', count: 2 },
    });
  });
});
