import { until } from '../support/personas';
import { anOrder } from './support/order-data';
import { columnOf, describeBrowser, panelOf, useScene } from './support/scene';

jest.setTimeout(60_000);

const SENT = 'CO-2026-000371';
const DRAFT = 'CO-2026-000412';
const WAITING = 'CO-2026-000415';

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

  test('saves one line by Enter', async () => {
    const page = await scene.open(`/circuit-orders/${WAITING}`);
    const panel = panelOf(page, WAITING);
    await panel.getByRole('button', { name: 'Edit contract term' }).click();
    await panel
      .getByRole('spinbutton', { name: 'Contract term' })
      .or(panel.getByRole('textbox', { name: 'Contract term' }))
      .fill('24');
    await page.keyboard.press('Enter');
    await panel.locator('[aria-label="Edit contract term"]:focus').waitFor();
    expect(scene.writes()).toMatchObject([{ method: 'PATCH', body: { contract_term: '24' } }]);
  });

  test('says of a cancel what it does to this order, and nothing of a submit', async () => {
    const page = await scene.open(`/circuit-orders/${DRAFT}`);
    const panel = panelOf(page, DRAFT);
    const dialog = page.getByRole('dialog');
    await panel.getByRole('button', { name: 'Submit for approval' }).click();
    await dialog.getByText('Dana Ruiz').waitFor();
    await dialog.getByRole('button', { name: 'Keep as draft' }).click();
    await dialog.waitFor({ state: 'detached' });
    await panel.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /Cancel order/u }).click();
    await dialog.getByText('The order is withdrawn; nothing was sent.').waitFor();
    expect(await dialog.getByText('Dana Ruiz').count()).toBe(0);
    expect(await dialog.getByText('after this order').count()).toBe(0);
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

describeBrowser('the page of an order that takes all the room', () => {
  const scene = useScene();

  test('gives the focus back to its card, however far down the column', async () => {
    for (let counter = 1_000; counter < 1_100; counter += 1) {
      const order = anOrder(counter, 'confirmed');
      scene.server().orders.set(order.order_number, order);
    }
    const page = await scene.open('/circuit-orders', { viewport: { width: 900, height: 800 } });
    const column = columnOf(page, 'in_progress');
    const focused = () =>
      page.evaluate<string>('document.activeElement.closest("[data-order]")?.dataset.order ?? ""');
    await column.locator('.card__number').first().focus();
    const first = await focused();
    await page.keyboard.press('End');
    const number = await until(focused, (order) => order !== '' && order !== first);
    await page.keyboard.press('Enter');
    await page
      .getByRole('region', { name: `Order ${number}` })
      .getByText('Due')
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await until(focused, (order) => order === number);
    // The browser's own way back does the same.
    await page.keyboard.press('Enter');
    await page
      .getByRole('region', { name: `Order ${number}` })
      .getByText('Due')
      .first()
      .waitFor();
    await page.goBack();
    await until(focused, (order) => order === number);
  });
});
