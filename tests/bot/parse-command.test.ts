import { lexFields } from '../../src/bot/commands/lex-fields';
import { editDistance, nearestWord } from '../../src/bot/commands/nearest-word';
import { normalise, parseCommand } from '../../src/bot/commands/parse-command';
import { parseConfirmation, parseId } from '../../src/bot/commands/parse-id';
import { toContact, toTurn } from '../../src/bot/to-turn';
import { activitySchema } from '../../src/bot/guard/activity-schema';

describe('a command is found', () => {
  test.each([
    ['help', 'help', ''],
    ['  HELP  approve ', 'help', 'approve'],
    ['new order', 'new order', ''],
    ['New\u00a0Order site=TXH97', 'new order', 'site=TXH97'],
    ['new\norder\nsite: TXH97', 'new order', 'site: TXH97'],
    ['my   orders all', 'my orders', 'all'],
    ['approve 123 r4 fine\nwith me', 'approve', '123 r4 fine\nwith me'],
    ['st\u200batus 1', 'status', '1'],
  ])('in %j', (text, command, rest) => {
    expect(parseCommand(text)).toEqual({ command, rest });
  });

  test.each([
    ['aprove 1', 'approve'],
    ['aprpove 1', 'approve'],
    ['new ordr', 'new order'],
    ['orders', 'my orders'],
    ['pendign', 'pending'],
    ['hlep', 'help'],
    ['what is this', null],
    ['', null],
    ['x'.repeat(5_000), null],
  ])('or guessed in %j', (text, meant) => {
    expect(parseCommand(text)).toEqual({ command: null, meant });
  });
});

test('spaces of every kind become one, marks nobody sees go', () => {
  expect(normalise(' a\u00a0b\u2003c\r\nd\u2028e\ufefff ')).toBe('a b c\nd\nef');
  expect(normalise('status CO\u20112026\u2010000123')).toBe('status CO-2026-000123');
});

describe('fields are read', () => {
  test.each<[string, Record<string, string>]>([
    ['site=TXH97 speed=1G', { site: 'TXH97', speed: '1G' }],
    ['name="TXH 97" why="store opening"', { name: 'TXH 97', why: 'store opening' }],
    ['why=“store opening” speed=1G', { why: 'store opening', speed: '1G' }],
    ['why=”both ends alike” speed=1G', { why: 'both ends alike', speed: '1G' }],
    ['why=„deutsch“ speed=1G', { why: 'deutsch', speed: '1G' }],
    ["why='the store's opening' speed=1G", { why: "the store's opening", speed: '1G' }],
    ['why=‘the store’s opening’', { why: 'the store’s opening' }],
    ['term=36 months monthly=$1,800.00', { term: '36 months', monthly: '$1,800.00' }],
    ['speed=100M/20M, provider=AT&T', { speed: '100M/20M', provider: 'AT&T' }],
    ['SITE=TXH97', { site: 'TXH97' }],
    ['site: TXH97\nwhy: store opening: day one', { site: 'TXH97', why: 'store opening: day one' }],
    ['Target date: 2027-08-01', { target_date: '2027-08-01' }],
    ['why: "in quotes"\nspeed: 1G', { why: 'in quotes', speed: '1G' }],
    ['site=TXH97\nspeed=1G', { site: 'TXH97', speed: '1G' }],
    ['why="one\ntwo" speed=1G', { why: 'one\ntwo', speed: '1G' }],
    ['notes=""', { notes: '' }],
    ['notes= speed=1G', { notes: '', speed: '1G' }],
    ['why="a=b c=d"', { why: 'a=b c=d' }],
    ['speed = 2G why = “a larger store”', { speed: '2G', why: 'a larger store' }],
  ])('from %j', (text, fields) => {
    const lexed = lexFields(text);
    expect(lexed.mistakes).toEqual([]);
    expect(Object.fromEntries(lexed.fields.map(({ name, value }) => [name, value]))).toEqual(
      fields,
    );
  });

  test.each([
    ['speed 1G', ['“speed 1G” has no name before it. Write it like speed=1G.']],
    ['why="open', ['The quote after why is not closed.']],
    ['speed=1G speed=2G', ['speed is given twice.']],
    ['=1G', ['“=1G” has no name before it. Write it like speed=1G.']],
  ])('and %j is refused', (text, mistakes) => {
    expect(lexFields(text).mistakes).toEqual(mistakes);
  });

  test.each(['"', 'a="', 'a=b\n', 'a '])(
    'of a hostile length in steps that grow with it: %j',
    (piece) => {
      const looked = jest.spyOn(String.prototype, 'charAt');
      const stepsOf = (times: number) => {
        looked.mockClear();
        lexFields(piece.repeat(times));
        return looked.mock.calls.length;
      };
      try {
        expect(stepsOf(2_000)).toBeLessThanOrEqual(2 * stepsOf(1_000) + 10);
      } finally {
        looked.mockRestore();
      }
    },
  );
});

describe('an order is named', () => {
  test.each([
    ['CO-2026-000123 rest', { orderNumber: 'CO-2026-000123' }, 'rest'],
    ['co-2026-123', { orderNumber: 'CO-2026-000123' }, ''],
    ['CO2026-000123.', { orderNumber: 'CO-2026-000123' }, ''],
    ['123 too dear', { counter: 123 }, 'too dear'],
    ['#7', { counter: 7 }, ''],
    ['123x', null, ''],
    ['', null, ''],
  ])('in %j', (text, id, rest) => {
    expect(parseId(text)).toMatchObject({ id, rest });
  });

  test.each([
    ['r4', 4, ''],
    ['R12 good', 12, 'good'],
    ['really', null, 'really'],
    ['', null, ''],
  ])('and confirmed in %j', (text, revision, rest) => {
    expect(parseConfirmation(text)).toEqual({ revision, rest });
  });
});

test.each([
  ['approve', 'approve', 0],
  ['aprove', 'approve', 1],
  ['apporve', 'approve', 1],
  ['', 'help', 4],
])('%j is %j but for %d letters', (typed, word, distance) => {
  expect(editDistance(typed, word)).toBe(distance);
  expect(nearestWord('kelp', ['help'])).toBe('help');
});

describe('an activity becomes a turn:', () => {
  const frame = {
    type: 'message',
    id: '1',
    channelId: 'msteams',
    serviceUrl: 'http://localhost:1/amer/',
    conversation: { id: '19:x@thread.tacv2;messageid=7', conversationType: 'channel' },
    from: { id: '29:1', aadObjectId: 'A1000000-0000-4000-8000-000000000001' },
    recipient: { id: '28:bot' },
    channelData: { tenant: { id: 't' } },
  };
  const turnOf = (more: object) => {
    const activity = activitySchema.parse({ ...frame, ...more });
    return toTurn(activity, toContact(activity, '2026-03-03T16:00:00.000Z'));
  };

  test.each([
    ['<at>Circuit orders</at> help', []],
    [
      '<at>Co</at>\u00a0help',
      [{ type: 'mention', text: '<at>Co</at>', mentioned: { id: '28:bot' } }],
    ],
    ['help <at>Co</at>', [{ type: 'mention', text: '<at>Co</at>', mentioned: { id: '28:bot' } }]],
    ['<at id="0">Co</at> help', [{ type: 'mention', mentioned: { id: '28:bot' } }]],
    ['<at>Co</at>&nbsp;help', []],
    [
      '<at>Co</at>&nbsp; help',
      [{ type: 'mention', text: '<at>Co</at>', mentioned: { id: '28:bot' } }],
    ],
    ['help', null],
  ])('%j without its mention', (text, entities) => {
    expect(turnOf({ text, entities })).toMatchObject({
      kind: 'command',
      payload: { text: 'help' },
      actor: 'a1000000-0000-4000-8000-000000000001',
      conversation: { kind: 'channel', conversationId: '19:x@thread.tacv2;messageid=7' },
    });
  });

  const execute = (trigger?: string, verb = 'order.approve') => ({
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { verb, data: { a: 1 } }, ...(trigger === undefined ? {} : { trigger }) },
  });
  test.each([
    [{ value: { verb: 'order.approve', x: 1 } }, 'cardAction'],
    [{ value: { other: 1 } }, 'other'],
    [{ text: ' ' }, 'other'],
    [execute('manual'), 'cardAction'],
    [execute(), 'cardAction'],
    [execute('automatic'), 'refresh'],
    [execute('manual', 'card.refresh'), 'refresh'],
    [{ type: 'invoke', name: 'task/fetch', value: {} }, 'other'],
    [{ type: 'installationUpdate', action: 'add' }, 'installed'],
    [{ type: 'installationUpdate', action: 'remove-upgrade' }, 'removed'],
    [{ type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] }, 'installed'],
    [{ type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }] }, 'removed'],
    [{ type: 'conversationUpdate', membersAdded: [{ id: '29:1' }] }, 'other'],
    [{ type: 'typing' }, 'other'],
  ])('%j', (more, kind) => {
    expect(turnOf(more).kind).toBe(kind);
  });

  test('the same activity has the same key, another text another', () => {
    const { key } = turnOf({ text: 'help' });
    expect(turnOf({ text: 'help', timestamp: 'later' }).key).toBe(key);
    expect(turnOf({ text: 'helo' }).key).not.toBe(key);
    expect(turnOf({ text: 'help', id: '2' }).key).not.toBe(key);
    expect(turnOf({ text: 'help', id: null }).key).not.toBe(turnOf({ text: 'help', id: null }).key);
  });

  test('an object id that is none counts as none', () => {
    expect(turnOf({ text: 'x', from: { id: '29:1', aadObjectId: "' OR 1" } }).actor).toBeNull();
  });
});
