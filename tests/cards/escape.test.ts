import { drawCard } from '../../cards/draw-card';
import {
  SAMPLE_LINKS,
  SAMPLE_NOW,
  SAMPLE_VIEWERS,
  sampleApproval,
  sampleOrder,
} from '../../cards/sample-orders';
import { samples } from '../../cards/samples';
import { cardText, paragraphs, plainText } from '../../cards/text';
import { elementsOf, parserEvents, textsOf } from './adaptive-cards';

const HOSTILE = [
  '[pay here](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '<a href="https://evil.example">x</a>',
  '**bold** _it_ ~~no~~ `code`',
  '# Approved by Lee Park',
  '> quoted',
  '${$root.summary}',
  '${concat(summary)}',
  'left\u202eright\u2066x\u2069',
  'zero\u200bwidth\ufeff',
  'bell\u0007 null\u0000',
  'line\nbreak\r\n- item',
  '{{DATE(2026-10-06T00:00:00Z)}}',
  '\\[already\\](escaped)',
  '\ud800 lone',
];

const bare = /(?<!\\)[[\]()<>*_~`#]/u;
const unseen =
  /[\u0000-\u001f\u007f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]|\p{Cs}/u;

describe('cardText', () => {
  test.each(HOSTILE)('leaves no Markdown alive in %j', (text) => {
    const shown = cardText(text);
    expect(shown.replaceAll('\\\\', '')).not.toMatch(bare);
    expect(shown).not.toMatch(unseen);
  });

  test('says what was written, escaped', () => {
    expect(cardText('[x](https://evil)')).toBe('\\[x\\]\\(https://evil\\)');
    expect(cardText('a\\b')).toBe('a\\\\b');
    expect(cardText('AT&T, 1.5G · “why” – e\u0301')).toBe('AT&T, 1.5G · “why” – é');
  });

  test('cuts before it escapes, so that no half escape is left', () => {
    expect(cardText('['.repeat(400))).toBe(`${'\\['.repeat(299)}…`);
    expect(Array.from(plainText('👍'.repeat(400)))).toHaveLength(300);
  });
});

describe('paragraphs', () => {
  test('keeps the lines of a long text apart and drops empty ones', () => {
    expect(paragraphs('One.\r\n\r\n  Two.\u2028Three.')).toEqual(['One.', 'Two.', 'Three.']);
  });

  test('cuts them together', () => {
    expect(paragraphs(`${'a'.repeat(200)}\n${'b'.repeat(200)}`).join('').length).toBeLessThan(301);
  });
});

function hostileCards(text: string) {
  const comment = {
    decision: 'approve' as const,
    by: { ...SAMPLE_VIEWERS.firstApprover, name: text },
    at: SAMPLE_NOW,
    comment: text,
  };
  const order = sampleOrder('pending_approval', {
    site: {
      ...sampleOrder('drafted').site,
      name: text,
      address: { street: text, city: text, region: text, postcode: text, country: 'US' },
    },
    provider: { key: 'x', name: text },
    justification: text,
    lastReason: text,
    serviceability: { colour: 'yellow', reasons: [text], checkedAt: SAMPLE_NOW },
    approval: sampleApproval({ state: 'done', decision: comment }),
    identifiers: [{ type: 'sctask_number', value: text, source: 'servicenow' }],
  });
  const about = { order, viewer: SAMPLE_VIEWERS.admin, now: SAMPLE_NOW, links: SAMPLE_LINKS };
  return [
    drawCard({ view: 'order', ...about, message: text }),
    drawCard({ view: 'approval', ...about, comment: text }),
    drawCard({ view: 'outcome', ...about, stale: { message: text } }),
    drawCard({ view: 'outcome', ...about }),
    drawCard({ view: 'notice', ...about, facts: { happening: 'failed', reasonCode: text } }),
    drawCard({ view: 'order-list', ...about, title: text, orders: [order], from: 0, total: 1 }),
    drawCard({
      view: 'order-form',
      mode: 'create',
      values: { speed: text, notes: text },
      problems: [{ field: 'speed', code: 'SPEED_NOT_READABLE', facts: { given: text } }],
      sites: [{ id: 'x', name: text }],
      providers: [{ key: 'x', name: text }],
      now: SAMPLE_NOW,
      links: SAMPLE_LINKS,
    }),
  ];
}

describe.each(HOSTILE)('a card about %j', (text) => {
  const cards = hostileCards(text);

  test('shows it as text everywhere', () => {
    for (const { card, summary } of cards) {
      expect(parserEvents(card)).toEqual([]);
      expect(summary).not.toMatch(unseen);
      const markdown = elementsOf(card).flatMap((element) => {
        if (element['type'] === 'TextBlock') return [element['text']];
        return element['type'] === 'FactSet' ? textsOf(element['facts']) : [];
      });
      for (const shown of markdown.map(String)) {
        expect(shown.replaceAll('\\\\', '')).not.toMatch(bare);
      }
      for (const shown of textsOf(card)) expect(shown.replaceAll('\n', '')).not.toMatch(unseen);
    }
  });

  test('has links to our own pages only', () => {
    const urls = cards.flatMap(({ card }) =>
      elementsOf(card).flatMap(({ type, url }) => (type === 'Action.OpenUrl' ? [String(url)] : [])),
    );
    expect(urls.filter((url) => !url.startsWith('https://orders.example.com/'))).toEqual([]);
  });
});

test('an expression a person wrote is shown and not run', () => {
  const [order] = hostileCards('${$root.summary}');
  expect(JSON.stringify(order)).toContain('${$root.summary}');
});

test('longest texts still fit a card', () => {
  for (const { card } of hostileCards('*'.repeat(2_000))) {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(25 * 1024);
  }
});

test('a form with more sites than a card can list lets the site be typed', () => {
  const form = samples().find(({ name }) => name === 'order-form-empty')?.request;
  if (form?.view !== 'order-form') throw new Error('no form among the samples');
  const sites = Array.from({ length: 900 }, (_, index) => ({
    id: `S${index}`,
    name: `Site ${index}`,
  }));
  const { card } = drawCard({ ...form, sites });
  const site = elementsOf(card).find(({ id }) => id === 'site_id');
  expect(site?.['type']).toBe('Input.Text');
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(25 * 1024);
});
