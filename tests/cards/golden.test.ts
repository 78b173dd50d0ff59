import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawCard } from '../../cards/draw-card';
import { drawMail } from '../../cards/mails/draw-mail';
import { SAMPLE_LINKS, SAMPLE_NOW, SAMPLE_VIEWERS } from '../../cards/sample-orders';
import { samples } from '../../cards/samples';
import { NOTICES } from '../../src/domain/order/notices';
import { happeningOf } from '../../cards/happenings';

const FOLDER = join(__dirname, 'golden');

/** Run with UPDATE_GOLDEN=1 to accept what is drawn now; the difference is then read in the diff. */
function golden(name: string, text: string): string {
  const file = join(FOLDER, name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, text);
  }
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** One of each kind; the rest differ from these only in words tested elsewhere. */
const CARDS = [
  'welcome-requester',
  'welcome-approver',
  'order-drafted-requester',
  'order-pending_approval-requester',
  'order-testing-requester',
  'order-cancelled-viewer',
  'order-shared',
  'order-risk',
  'order-waiting',
  'order-reason-missing',
  'approval',
  'approval-comment-missing',
  'approval-confirm',
  'approval-over-limit',
  'outcome-approved',
  'outcome-next-step',
  'outcome-stale',
  'outcome-being-confirmed',
  'outcome-rejected',
  'notice-install_scheduled',
  'notice-date_revised',
  'notice-work_completed',
  'notice-needs_attention',
  'notice-jeopardy',
  'order-form-checked',
  'order-form-errors',
  'order-form-edit-confirmed',
  'order-list',
  'order-list-rest',
  'order-list-none',
];

const byName = new Map(samples().map((sample) => [sample.name, sample.request]));

test.each(CARDS)('the card %s is what it was', (name) => {
  const request = byName.get(name);
  expect(request).toBeDefined();
  if (request !== undefined) {
    const drawn = drawCard(request);
    const kept = golden(`${name}.json`, JSON.stringify(drawn, null, 2));
    expect(drawn).toEqual(JSON.parse(kept));
  }
});

const ASKING = ['asked', 'reminded', 'escalated'];

const MAILS = samples().flatMap(({ request }) => {
  if (request.view !== 'notice') return [];
  const happening = happeningOf(request.facts);
  if (happening === undefined) return [];
  const { order, facts } = request;
  return [{ happening, template: NOTICES[happening].mail, order, facts }];
});

test.each(MAILS)('the mail $template about $happening is what it was', (mail) => {
  const { happening, template, order, facts } = mail;
  const to = ASKING.includes(happening) ? SAMPLE_VIEWERS.approver : SAMPLE_VIEWERS.requester;
  const { subject, text } = drawMail({
    ...{ template, order, facts, to },
    now: SAMPLE_NOW,
    links: SAMPLE_LINKS,
  });
  const whole = `Subject: ${subject}\n\n${text}`;
  expect(whole).toBe(golden(`mail-${happening}.txt`, whole));
});
