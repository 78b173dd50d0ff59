import type { Page } from 'playwright-core';
import { describeBrowser, useScene } from './support/scene';

jest.setTimeout(60_000);

const SENT = 'CO-2026-000371';
const WAITING = 'CO-2026-000415';
const panelOf = (page: Page, number: string) =>
  page.getByRole('complementary', { name: `Order ${number}` });

describeBrowser('the page of an order', () => {
  const scene = useScene();

  test('saves one field on the version it was read in', async () => {
    const page = await scene.open(`/circuit-orders/${SENT}`);
    const panel = panelOf(page, SENT);
    await panel.getByRole('button', { name: 'Edit special requirements' }).click();
    await panel.getByRole('textbox', { name: 'Special requirements' }).fill('Ring twice.');
    await panel.getByRole('button', { name: 'Save special requirements' }).click();
    await panel.getByText('Ring twice.').waitFor();
    expect(scene.writes()).toMatchObject([
      {
        method: 'PATCH',
        path: `/api/orders/${SENT}`,
        body: { special_requirements: 'Ring twice.' },
        ifMatch: '"3"',
      },
    ]);
  });

  test('gives the focus back to the pencil, and keeps the text that Esc leaves', async () => {
    const page = await scene.open(`/circuit-orders/${SENT}`);
    const panel = panelOf(page, SENT);
    const pencil = panel.getByRole('button', { name: 'Edit special requirements' });
    const field = panel.getByRole('textbox', { name: 'Special requirements' });
    const focused = panel.locator('[aria-label="Edit special requirements"]:focus');
    await pencil.click();
    const before = await field.inputValue();
    await field.fill('Half a sentence');
    await page.keyboard.press('Escape');
    await focused.waitFor();
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('Half a sentence');
    await panel.getByRole('button', { name: 'Keep as it was' }).click();
    await focused.waitFor();
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe(before);
  });

  test('shows the link where a page may not copy it', async () => {
    const page = await scene.open(`/circuit-orders/${SENT}`);
    await page.evaluate(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`);
    await panelOf(page, SENT).getByRole('button', { name: 'Copy link' }).click();
    await page
      .getByRole('region', { name: 'Notices' })
      .getByText(`${scene.server().url}/circuit-orders/${SENT}`)
      .waitFor();
  });

  test('shows what someone else wrote and saves nothing over it unasked', async () => {
    const page = await scene.open(`/circuit-orders/${SENT}`);
    const panel = panelOf(page, SENT);
    await panel.getByRole('button', { name: 'Edit special requirements' }).click();
    await panel.getByRole('textbox', { name: 'Special requirements' }).fill('Mine');
    const known = scene.server().orders.get(SENT);
    if (known === undefined) throw new Error(SENT);
    scene.server().orders.set(SENT, { ...known, version: 9, special_requirements: 'Theirs' });
    await panel.getByRole('button', { name: 'Save special requirements' }).click();
    await panel.getByText('It now says: Theirs').waitFor();
    expect(scene.server().orders.get(SENT)?.special_requirements).toBe('Theirs');
    await panel.getByRole('button', { name: 'Save mine' }).click();
    await panel.getByText('Mine').waitFor();
    expect(scene.writes().map((one) => one.ifMatch)).toEqual(['"3"', '"9"']);
  });

  test('leaves locked fields without a pencil and says what unlocks them', async () => {
    const page = await scene.open(`/circuit-orders/${SENT}`);
    const panel = panelOf(page, SENT);
    await panel.getByText('To change them, cancel').waitFor();
    expect(await panel.getByRole('button', { name: 'Edit speed' }).count()).toBe(0);
    await panel.getByRole('button', { name: 'More actions' }).click();
    const denied = page.getByRole('menuitem', { name: /Accept circuit/u });
    await denied.getByText('Testing comes first.').waitFor();
  });

  test('tells the history in sentences, with who and where, and a person’s own words below', async () => {
    const page = await scene.open(`/circuit-orders/${SENT}`);
    const story = panelOf(page, SENT).getByRole('region', { name: 'Timeline' });
    await story.getByText('Installation moved from Fri 9 Oct to Fri 16 Oct').waitFor();
    const lines = await story.locator('.story li').allInnerTexts();
    expect(lines.map((line) => line.split(/\n+/u).join(' | '))).toEqual([
      'Installation moved from Fri 9 Oct to Fri 16 Oct | Spectrum | 1 Oct, 11:32',
      "Sent; the provider's order is 8M-410227 | circuit-orders | 4 Sep, 08:00",
      'Approved, step 1 of 1 | Within budget. | Dana Ruiz · Teams | 3 Sep, 09:12',
      'Order created | Maya Okafor · web | 2 Sep, 10:31',
    ]);
  });

  test('says whom an order waits for and what is kept', async () => {
    const known = scene.server().orders.get(SENT);
    if (known === undefined) throw new Error(SENT);
    const waiting = [{ on: 'servicenow' as const, since: '2026-10-06T17:05:00.000Z' }];
    scene.server().orders.set(SENT, { ...known, waiting });
    const panel = panelOf(await scene.open(`/circuit-orders/${SENT}`), SENT);
    await panel.getByText('Waiting for ServiceNow since 12:05').waitFor();
    await panel.getByText('Changes of its task are kept and written when it answers.').waitFor();
  });

  test('decides a step with the round it has seen', async () => {
    const page = await scene.open(`/circuit-orders/${WAITING}`);
    const panel = panelOf(page, WAITING);
    await panel.getByText('Waits for Lee Park or Maya Okafor').waitFor();
    await panel.getByRole('button', { name: 'Ask for changes' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Ask for changes' }).click();
    await dialog.getByText('Write why; the requester reads it.').waitFor();
    await dialog.getByLabel('Comment').fill('Take 500M.');
    await dialog.getByRole('button', { name: 'Ask for changes' }).click();
    await panel.getByText('Sending back…').waitFor();
    expect(scene.writes()).toMatchObject([
      {
        body: {
          action: 'return',
          seen: { stage: 'pending_approval', revision: 1, round: 1 },
          input: { comment: 'Take 500M.' },
        },
      },
    ]);
  });

  test('says so when there is no such order', async () => {
    const page = await scene.open('/circuit-orders/CO-2026-999999');
    await page.getByText('There is no such order that you may see.').waitFor();
  });
});
