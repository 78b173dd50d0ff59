import { drawMail } from '../../cards/mails/draw-mail';
import { SAMPLE_LINKS, SAMPLE_NOW, SAMPLE_VIEWERS, sampleOrder } from '../../cards/sample-orders';

import type { Viewer } from '../../cards/card-request';
import { NOTICES, type Happening, type MailTemplate } from '../../src/domain/order/notices';
import type { Order } from '../../src/domain/order/order';

const { approver, requester, viewer } = SAMPLE_VIEWERS;

const mail = (template: MailTemplate, order: Order, to: Viewer, happening: string) =>
  drawMail({ template, order, to, facts: { happening }, now: SAMPLE_NOW, links: SAMPLE_LINKS });

const mailed = (Object.keys(NOTICES) as Happening[]).map((happening) => ({
  happening,
  template: NOTICES[happening].mail,
}));

const HOSTILE =
  'A\r\nBcc: evil@example.com\r\n\r\n<script>alert(1)</script> "x" & \u202eb\n-- \nYou owe';

const hostile = sampleOrder('pending_approval', {
  site: { ...sampleOrder('drafted').site, name: HOSTILE, costCentre: HOSTILE },
  provider: { key: 'x', name: HOSTILE },
  justification: HOSTILE,
  lastReason: HOSTILE,
});

describe.each(mailed)('the mail about $happening', ({ happening, template }) => {
  const drawn = mail(template, hostile, approver, happening);

  test('has a subject of one line, whatever names hold', () => {
    expect(drawn.subject).toMatch(/^[^\p{Cc}\u202e]{10,200}$/u);
  });

  test('shows user text as text', () => {
    expect(drawn.html).not.toMatch(/<script|\u202e/u);
    expect(drawn.html).toContain('&lt;script&gt;');
    expect(drawn.text.match(/^--/gmu)).toHaveLength(1);
  });

  test('uses the allowed colours only, no image, no remote file', () => {
    const colours = new Set(drawn.html.match(/(?<!&)#[0-9a-f]{6}\b/gu));
    const allowed = ['#242424', '#5c5c5c', '#0f548c', '#0f6cbd', '#ffffff', '#f5f5f5'];
    const dark = ['#c2c2c2', '#62abf5', '#115ea3', '#1b1b1b', '#292929'];
    expect([...colours].filter((colour) => ![...allowed, ...dark].includes(colour))).toEqual([]);
    expect(drawn.html).not.toMatch(/<img|url\(|@import|<link/u);
  });

  test('tells the same in both forms', () => {
    const { text, html } = mail(template, sampleOrder('confirmed'), requester, happening);
    const words = (form: string) => form.replaceAll(/<style>.*?<\/style>|<[^>]+>/gsu, ' ');
    const shown = words(html).replaceAll('&amp;', '&').replaceAll(/[:()]/gu, '');
    for (const line of text.split('\n').filter((part) => !part.startsWith('--'))) {
      if (line.startsWith('https://')) expect(html).toContain(line);
      else
        for (const word of line.split(/\s+/u))
          expect(shown).toContain(word.replaceAll(/[:()]/gu, ''));
    }
  });

  test('shows money to nobody who may not see it', () => {
    const { text, html, subject } = mail(template, sampleOrder('activated'), viewer, happening);
    expect(text + html + subject).not.toMatch(/\$\d/u);
  });

  test('keeps its lines to 72 columns', () => {
    const { text } = mail(template, sampleOrder('confirmed'), requester, happening);
    const long = text
      .split('\n')
      .filter((line) => line.length > 72 && !line.startsWith('https://'));
    expect(long).toEqual([]);
  });
});

describe('a question by mail', () => {
  test('opens its subject with what to do by when', () => {
    expect(mail('ask', sampleOrder('pending_approval'), approver, 'asked').subject).toBe(
      'Approve by 8 Oct: TXD 14, AT&T 2G (CO-2026-000416)',
    );
  });

  test('is none any more once somebody decided', () => {
    const { subject, text } = mail('ask', sampleOrder('approved'), approver, 'reminded');
    expect(subject).toMatch(/^No longer yours to approve: /u);
    expect(text).toContain('Approved by Lee Park, today 14:02 CDT');
    expect(text).not.toContain('Decide in circuit orders');
  });

  test('never decides by itself: its only link opens the order', () => {
    const { html } = mail('ask', sampleOrder('pending_approval'), approver, 'asked');
    const links = [...html.matchAll(/href="([^"]+)"/gu)].map(([, url]) => url);
    expect(links).toEqual([SAMPLE_LINKS.order('CO-2026-000416')]);
  });
});

test('a moved install names both days', () => {
  const { subject, text } = mail(
    'install-scheduled',
    sampleOrder('install_scheduled'),
    requester,
    'date_revised',
  );
  expect(subject).toBe('Install moved to Fri 16 Oct: TXD 14, AT&T 2G (CO-2026-000416)');
  expect(text).toContain('Install date moved: Fri 9 Oct → Fri 16 Oct');
});
