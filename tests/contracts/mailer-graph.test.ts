import { createGraphMailer } from '../../src/adapters/graph-mail/create-graph-mailer';
import type { CrashPoints } from '../../src/ports/crash-points';
import { NO_CRASH_POINTS } from '../../src/ports/crash-points';
import type { Mail, MailOutcome } from '../../src/ports/mail';
import {
  createGraphSimulator,
  type GraphSimulator,
} from '../../src/simulators/graph/create-graph-simulator';
import type { FaultLine } from '../../src/simulators/kit/fault-plan';
import { useTemporaryFolder } from '../support/temporary-folder';

const caFolder = useTemporaryFolder('mailer-contract-');
let simulator: GraphSimulator;

beforeEach(async () => {
  simulator = await createGraphSimulator({
    token: 'sim-token',
    caFolder: caFolder(),
    clientId: 'mailer',
    clientSecret: 'mailer-secret',
    mailbox: 'circuit-orders@retail.example',
    latencyMs: 1,
  });
});
afterEach(() => simulator.close());

function newMailer(crashPoints: CrashPoints = NO_CRASH_POINTS) {
  return createGraphMailer(
    {
      url: simulator.url,
      tokenUrl: simulator.tokenUrl,
      clientId: 'mailer',
      clientSecret: 'mailer-secret',
      mailbox: 'circuit-orders@retail.example',
      caFile: simulator.caFile,
      timeoutMs: 1_000,
    },
    { crashPoints },
  );
}

const aMail = (number: number): Mail => ({
  key: `CO-2026-${String(number).padStart(6, '0')}/created`,
  orderNumber: `CO-2026-${String(number).padStart(6, '0')}`,
  to: { name: 'Sam Okafor', email: 'sam@retail.example' },
  subject: `Order ${number} was created`,
  text: 'Hello',
  html: '<p>Hello</p>',
});

/** Subjects in Sam's inbox. */
const delivered = () => simulator.ledger.entries('delivered').map((entry) => entry['subject']);

async function untilSent(mail: Mail, mailer = newMailer()): Promise<MailOutcome[]> {
  const outcomes: MailOutcome[] = [];
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const outcome = await mailer.send(mail);
    outcomes.push(outcome);
    if (outcome.outcome !== 'retry_later') return outcomes;
    await new Promise((resolve) => setTimeout(resolve, Math.min(outcome.retryAfterMs ?? 0, 1_100)));
  }
  return outcomes;
}

test('a mail arrives once, however often it is sent', async () => {
  const mailer = newMailer();
  expect(await mailer.send(aMail(1))).toEqual({ outcome: 'sent' });
  expect(await mailer.send(aMail(1))).toEqual({ outcome: 'sent' });
  expect(await newMailer().send(aMail(1))).toEqual({ outcome: 'sent' });
  expect(delivered()).toEqual(['Order 1 was created']);
});

const KINDS = [
  'dropBefore',
  'commitThenDrop',
  'commitThenSilence',
  'commitThenBrokenBody',
  'status500AfterSend',
  'status401',
  'status429',
  'status500',
  'status503',
];
const STRIKES = ['draft', 'send', 'find'].flatMap((operation) =>
  KINDS.map((kind) => [kind, operation] as const),
);

test.each(STRIKES)('a mail arrives once after %s on %s', async (kind, operation) => {
  simulator.faults.set([{ operation, kind, times: 1 }]);
  const outcomes = await untilSent(aMail(2));
  expect(outcomes.at(-1)).toEqual({ outcome: 'sent' });
  expect(delivered()).toEqual(['Order 2 was created']);
});

test.each(['mail.draft', 'mail.send'])('a mail arrives once after a kill at %s', async (wanted) => {
  const dying = newMailer({
    reached: (point) => {
      if (point === wanted) throw new Error('killed');
    },
  });
  await expect(dying.send(aMail(3))).rejects.toThrow('killed');
  expect((await untilSent(aMail(3))).at(-1)).toEqual({ outcome: 'sent' });
  expect(delivered()).toEqual(['Order 3 was created']);
});

test('forty mails under random faults: none missing, none doubled, none too early', async () => {
  const lines: FaultLine[] = ['draft', 'send', 'find'].flatMap((operation) =>
    ['commitThenDrop', 'commitThenBrokenBody', 'status500AfterSend', 'dropBefore'].map((kind) => ({
      operation,
      kind,
      probability: 0.06,
    })),
  );
  simulator.faults.set(lines, 7);
  const mailer = newMailer();
  const mails = Array.from({ length: 40 }, (_none, index) => aMail(100 + index));
  const outcomes = await Promise.all(mails.map((mail) => untilSent(mail, mailer)));
  expect(outcomes.every((list) => list.at(-1)?.outcome === 'sent')).toBe(true);
  expect(outcomes.flat().some((outcome) => outcome.outcome === 'retry_later')).toBe(true);
  expect(delivered().sort()).toEqual(mails.map((mail) => mail.subject).sort());
  const busy = simulator.ledger
    .entries('call')
    .filter((call) => call['fault'] === 'tooManyParallel');
  expect(busy).toEqual([]);
});
