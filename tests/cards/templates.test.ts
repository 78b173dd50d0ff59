import { drawCard } from '../../cards/draw-card';
import { LIST_VERBS } from '../../cards/list-verbs';
import { TEMPLATE_NAMES, templateBuilds, templateSource } from '../../cards/render';
import { SAMPLE_LINKS, SAMPLE_VIEWERS } from '../../cards/sample-orders';
import { samples } from '../../cards/samples';
import { faultsOf, verifyTemplates } from '../../cards/verify-templates';
import { ACTION_NAMES } from '../../src/domain/order/actions';
import { buttonsOf, elementsOf, parserEvents, unknownProperties, verbsOf } from './adaptive-cards';

const drawn = samples().map(({ name, request }) => ({ name, ...drawCard(request) }));

describe.each(drawn)('the card $name', ({ card, summary }) => {
  test('is read by the client without a complaint', () => {
    expect(parserEvents(card)).toEqual([]);
    expect(unknownProperties(card)).toEqual([]);
  });

  test('is small, complete and has few buttons', () => {
    expect(faultsOf(card)).toEqual([]);
    expect(JSON.stringify(card).length).toBeLessThan(10_000);
  });

  test('carries verbs of the action table, each with a fallback for older clients', () => {
    const known = [...ACTION_NAMES.map((name) => `order.${name}`), ...Object.keys(LIST_VERBS)];
    expect(verbsOf(card).filter((verb) => !known.includes(verb))).toEqual([]);
    const execute = buttonsOf(card).filter(({ verb }) => verb !== 'card.refresh');
    for (const { title, verb, data, fallback } of execute) {
      expect(fallback).toMatchObject({
        type: 'Action.Submit',
        title,
        data: { ...(data as object), verb },
      });
    }
  });

  test('has one primary button at most and the destructive one last', () => {
    const actions = (card as { actions: { style?: string }[] }).actions;
    const styles = actions.map(({ style }) => style ?? 'default');
    expect(styles.filter((style) => style === 'positive').length).toBeLessThanOrEqual(1);
    expect(styles.lastIndexOf('positive')).toBeLessThanOrEqual(0);
    const destructive = styles.indexOf('destructive');
    expect([-1, styles.length - 1]).toContain(destructive);
  });

  test('leads to the web and says in one line what it is', () => {
    expect(elementsOf(card).some(({ type }) => type === 'Action.OpenUrl')).toBe(true);
    expect(summary).toMatch(/^[^\r\n]{5,150}$/u);
  });
});

test.each([
  ['requester', 'New order'],
  ['firstApprover', 'What waits for me'],
  ['admin', 'New order'],
] as const)('the welcome card of a %s has one way to begin', (role, title) => {
  const viewer = SAMPLE_VIEWERS[role];
  const { card } = drawCard({ view: 'welcome', viewer, links: SAMPLE_LINKS });
  const primary = buttonsOf(card).filter(({ style }) => style === 'positive');
  expect(primary.map((one) => one['title'])).toEqual([title]);
});

describe('templates', () => {
  test('are built once, however many cards are drawn', () => {
    expect(verifyTemplates()).toEqual({ cards: drawn.length, builds: TEMPLATE_NAMES.length });
    expect(verifyTemplates().builds).toBe(templateBuilds());
  });

  test('use no expression beyond names, if and empty', () => {
    for (const name of TEMPLATE_NAMES) {
      const source = JSON.stringify(templateSource(name));
      const calls = [...source.matchAll(/([a-zA-Z]+)\(/gu)].map(([, call]) => call);
      expect(new Set(calls.filter((call) => call !== 'if' && call !== 'empty')).size).toBe(0);
    }
  });

  test('name no colour, image, table or action set', () => {
    for (const name of TEMPLATE_NAMES) {
      const source = JSON.stringify(templateSource(name));
      expect(source).not.toMatch(/#[0-9a-f]{3,6}\b|"Image|"Table"|"ActionSet"|"Media"|\{\{DATE/u);
    }
  });
});

describe('the check at boot', () => {
  test.each([
    ['an expression left over', { text: 'Hello ${name}' }],
    ['too many actions', { actions: Array.from({ length: 7 }, () => ({})) }],
    ['too many actions unfolded', { actions: [{ card: { actions: Array(7).fill({}) } }] }],
    ['too many bytes', { text: 'é'.repeat(13_000) }],
  ])('names %s', (_what, card) => {
    expect(faultsOf(card)).toHaveLength(1);
  });
});
