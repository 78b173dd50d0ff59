import { parseCardStage, toCardStage } from '../../cards/card-stage';
import { cardFor } from '../../cards/draw-card';
import { noticeText } from '../../cards/notice-text';
import {
  SAMPLE_LINKS,
  SAMPLE_NOW,
  SAMPLE_VIEWERS,
  sampleApproval,
  sampleOrder,
} from '../../cards/sample-orders';

import type { Order } from '../../src/domain/order/order';
import type { Viewer } from '../../cards/card-request';
import { STAGE_NAMES } from '../../src/domain/order/stages';
import { textsOf, verbsOf } from './adaptive-cards';

const { approver, firstApprover, requester, admin } = SAMPLE_VIEWERS;

function copy(copyView: string, order: Order, viewer: Viewer, facts = {}) {
  const { card } = cardFor({
    copyView,
    order,
    viewer,
    facts,
    now: SAMPLE_NOW,
    links: SAMPLE_LINKS,
  });
  return { verbs: verbsOf(card), texts: textsOf(card).join('\n') };
}

const pending = sampleOrder('pending_approval');

describe('a copy of an approval card', () => {
  test('asks while this person is asked', () => {
    expect(copy('approval', pending, approver).verbs).toContain('order.approve');
  });

  test.each([
    ['decided before', firstApprover, 'Approved by Dana Ruiz, step 1 of 2, today 09:12 CDT'],
    ['is not asked', admin, 'Approved by Dana Ruiz, step 1 of 2, today 09:12 CDT'],
    ['asked for the order', requester, 'Approved by Dana Ruiz, step 1 of 2, today 09:12 CDT'],
  ])('shows the trail to who %s', (_who, viewer, status) => {
    const { verbs, texts } = copy('approval', pending, viewer);
    expect(verbs).toEqual([]);
    expect(texts).toContain(status);
    expect(texts).toContain('Answer by Thu 8 Oct, 17:00 CDT');
  });

  test('asks nobody who changed the terms, even if the step names them', () => {
    const own = { ...pending, lastTermsEditor: approver };
    expect(copy('approval', own, approver).verbs).toEqual([]);
  });

  test('says whose decision stands once it is decided', () => {
    const { texts, verbs } = copy('approval', sampleOrder('approved'), firstApprover);
    expect(verbs).toEqual([]);
    expect(texts).toContain('Approved by Lee Park, today 14:02 CDT');
    expect(texts).toContain('“OK within the hub budget.”');
  });

  test('shows given approvals as void after a recall', () => {
    const recalled = sampleOrder('drafted', {
      round: 2,
      approval: sampleApproval({ state: 'void' }),
    });
    const { texts } = copy('approval', recalled, approver);
    expect(texts).toContain('Back to draft, approvals void');
    expect(texts).toContain('now void');
  });
});

test('a copy of a notice tells the date of now', () => {
  const order = sampleOrder('install_scheduled', {
    dates: { ...sampleOrder('install_scheduled').dates, focDate: '2026-10-20' },
  });
  const facts = { happening: 'install_scheduled', date: '2026-10-16' };
  expect(copy('notice', order, requester, facts).texts).toContain('Install scheduled: Tue 20 Oct');
});

test('a copy of a form becomes the order it made', () => {
  expect(copy('order-form', sampleOrder('drafted'), requester).verbs).toContain('order.submit');
});

test('a reminder is one line with the answer-by time', () => {
  expect(noticeText(pending, approver, { happening: 'reminded' }, SAMPLE_NOW)).toBe(
    'Your approval is still needed: TXD 14, AT&T 2G (CO-2026-000416). Answer by Thu 8 Oct, 17:00 CDT.',
  );
});

describe('the stage on a card', () => {
  test.each(STAGE_NAMES)('of an order in %s is read back', (stage) => {
    const step = stage === 'pending_approval' ? { round: 2, step: 2 } : {};
    expect(parseCardStage(toCardStage(sampleOrder(stage)))).toEqual({ stage, ...step });
  });

  test.each(['', 'open', 'drafted:1.1', 'pending_approval:1', 'pending_approval:x.1', '__proto__'])(
    'is refused as %j',
    (text) => {
      expect(parseCardStage(text)).toBeNull();
    },
  );
});
