import { drawCard } from '../../cards/draw-card';
import { verdictOn } from '../../cards/order-facts';
import {
  SAMPLE_LINKS,
  SAMPLE_NOW,
  SAMPLE_ORDERS,
  SAMPLE_VIEWERS,
  sampleOrder,
} from '../../cards/sample-orders';
import { samples } from '../../cards/samples';
import type { Viewer } from '../../cards/card-request';
import { ACTION_NAMES } from '../../src/domain/order/actions';
import { buttonsOf, elementsOf, verbsOf } from './adaptive-cards';

const about = { now: SAMPLE_NOW, links: SAMPLE_LINKS };
const orderCard = (order = sampleOrder('drafted'), viewer: Viewer | null = null) =>
  drawCard({ view: 'order', order, viewer, ...about }).card;

const DECISIONS = ['order.approve', 'order.return', 'order.reject'];

describe('the order card', () => {
  const rows = SAMPLE_ORDERS.flatMap((order) =>
    Object.entries(SAMPLE_VIEWERS).map(([role, viewer]) => ({
      stage: order.stage,
      role,
      order,
      viewer,
    })),
  );

  test.each(rows)('offers $role in $stage what the table allows', ({ order, viewer }) => {
    const allowed = ACTION_NAMES.filter((name) => verdictOn(name, order, viewer).allowed)
      .map((name) => `order.${name}`)
      .filter((verb) => !DECISIONS.includes(verb));
    expect(verbsOf(orderCard(order, viewer)).sort()).toEqual(allowed.sort());
  });

  test('offers nothing and shows no money in a shared place', () => {
    const card = orderCard(sampleOrder('testing'));
    expect(verbsOf(card)).toEqual([]);
    expect(JSON.stringify(card)).not.toContain('$1,450');
  });

  test('binds a submit to the terms that were seen', () => {
    const submit = buttonsOf(orderCard(sampleOrder('drafted'), SAMPLE_VIEWERS.requester))[0];
    expect(submit).toMatchObject({
      verb: 'order.submit',
      data: { orderNumber: 'CO-2026-000416', revision: 3, stage: 'drafted', termsHash: 'c0ffee' },
    });
  });

  test('keeps the questions of one action out of another', () => {
    const card = orderCard(sampleOrder('testing'), SAMPLE_VIEWERS.requester);
    const inputs = Object.fromEntries(
      buttonsOf(card).map(({ verb, associatedInputs }) => [String(verb), String(associatedInputs)]),
    );
    expect(inputs).toEqual({
      'order.accept': 'auto',
      'order.edit': 'none',
      'order.cancel': 'auto',
    });
    const ids = elementsOf(card).flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(ids).toEqual(['result', 'billing_start_on', 'reason']);
  });
});

describe('the approval card', () => {
  test('carries round and step, and no more than that', () => {
    const order = sampleOrder('pending_approval');
    const { card } = drawCard({
      view: 'approval',
      order,
      viewer: SAMPLE_VIEWERS.approver,
      ...about,
    });
    for (const { data } of buttonsOf(card)) {
      expect(data).toEqual({
        orderNumber: 'CO-2026-000416',
        revision: 3,
        stage: 'pending_approval:2.2',
      });
    }
    expect(verbsOf(card)).toEqual(DECISIONS);
  });

  test('keeps what was typed when a comment is missing', () => {
    const request = {
      view: 'approval' as const,
      order: sampleOrder('pending_approval'),
      viewer: SAMPLE_VIEWERS.approver,
      error: 'LIMIT_EXCEEDED' as const,
      comment: 'Too *dear*.',
      ...about,
    };
    const input = elementsOf(drawCard(request).card).find(({ id }) => id === 'comment');
    expect(input?.['value']).toBe('Too *dear*.');
  });

  test('names the sum in its toast only to who may see it', () => {
    const order = sampleOrder('pending_approval');
    const summary = (viewer: Viewer) =>
      drawCard({ view: 'approval', order, viewer, ...about }).summary;
    expect(summary(SAMPLE_VIEWERS.approver)).toBe(
      'CO-2026-000416 2G TXD 14 AT&T $1,450.00/month: approve?',
    );
    expect(summary(SAMPLE_VIEWERS.viewer)).toBe('CO-2026-000416 2G TXD 14 AT&T: approve?');
  });
});

describe('money', () => {
  const shown = samples().filter(({ request }) => 'viewer' in request && 'order' in request);

  test.each(shown)('in $name is only for who may see it', ({ request }) => {
    if (!('viewer' in request) || !('order' in request)) return;
    const { card, summary } = drawCard({ ...request, viewer: SAMPLE_VIEWERS.viewer });
    expect(JSON.stringify({ card, summary })).not.toMatch(/\$\d/u);
  });
});

describe('a refresh', () => {
  const order = sampleOrder('confirmed');
  const refreshed = (userIds: string[] | undefined, shown = order) =>
    drawCard({
      view: 'order',
      order: shown,
      viewer: SAMPLE_VIEWERS.requester,
      refreshUserIds: userIds,
      ...about,
    }).card as { refresh?: { userIds: string[]; action: unknown } };

  test('names the people and the view, and reads only', () => {
    expect(refreshed(['29:a']).refresh).toMatchObject({
      userIds: ['29:a'],
      action: {
        verb: 'card.refresh',
        data: { view: 'order', orderNumber: 'CO-2026-000416', facts: {} },
      },
    });
  });

  test('asks nobody where there are too many', () => {
    expect(refreshed(Array.from({ length: 61 }, String)).refresh?.userIds).toEqual([]);
  });

  test('is missing on a final card and where nobody is named', () => {
    expect(refreshed(['29:a'], sampleOrder('withdrawn'))).not.toHaveProperty('refresh');
    expect(refreshed(undefined)).not.toHaveProperty('refresh');
  });
});
