import {
  cardOf,
  columnOf,
  describeBrowser,
  dragOver,
  focusedText,
  useScene,
} from './support/scene';

jest.setTimeout(60_000);

const DRAFT = 'CO-2026-000412';
const TESTING = 'CO-2026-000325';
const SEEN = { stage: 'testing', revision: 1, round: 1, terms_hash: 'a'.repeat(64) };

describeBrowser('moving a card', () => {
  const scene = useScene();

  test('posts the column and what was seen after the drop is confirmed', async () => {
    const page = await scene.open('/circuit-orders');
    await dragOver(page, TESTING, 'completed');
    await columnOf(page, 'completed').getByText('Accept circuit').waitFor();
    await page.mouse.up();

    const dialog = page.getByRole('dialog');
    await dialog.getByText('billing may start').waitFor();
    expect(scene.writes()).toEqual([]);
    await dialog.getByLabel('Test result').fill('940 Mbit/s both ways');
    await dialog.getByRole('button', { name: 'Accept circuit' }).click();
    await cardOf(page, TESTING).getByText('Accepting…').waitFor();
    await columnOf(page, 'completed').locator(`[data-order="${TESTING}"]`).waitFor();

    expect(scene.writes()).toMatchObject([
      {
        method: 'POST',
        path: `/api/orders/${TESTING}/transitions`,
        body: { to_status: 'completed', seen: SEEN, input: { result: '940 Mbit/s both ways' } },
        csrf: 'csrf-of-the-test',
      },
    ]);
    expect(scene.writes()[0]?.key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/u);
  });

  test('writes the reason into a column that refuses, repeats it at the drop, posts nothing', async () => {
    const page = await scene.open('/circuit-orders');
    await dragOver(page, DRAFT, 'completed');
    const column = columnOf(page, 'completed');
    await column.getByText('Testing comes first').waitFor();
    expect(await column.getAttribute('data-cue')).toBe('denied');
    await page.getByText(`${DRAFT} picked up, 2 columns possible`).first().waitFor();
    await page.mouse.up();

    await page
      .getByText(/^Not moved: Testing comes first/u)
      .first()
      .waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(scene.writes()).toEqual([]);
    await columnOf(page, 'draft').locator(`[data-order="${DRAFT}"]`).waitFor();
  });

  test('shows and does the same by keyboard', async () => {
    const page = await scene.open('/circuit-orders');
    await cardOf(page, TESTING).locator('.card__number').focus();
    await page.keyboard.press('m');
    const menu = page.getByRole('menu');
    const refused = menu.getByRole('menuitem', { name: /In Progress/u });
    await refused.getByText('Only the provider moves an order there.').waitFor();
    expect(await refused.getAttribute('aria-disabled')).toBe('true');
    await menu.getByRole('menuitem', { name: /Completed/u }).press('Enter');

    const dialog = page.getByRole('dialog');
    await dialog.getByText('billing may start').waitFor();
    await dialog.getByRole('button', { name: 'Accept circuit' }).press('Enter');
    await columnOf(page, 'completed').locator(`[data-order="${TESTING}"]`).waitFor();
    expect(scene.writes()).toMatchObject([
      { path: `/api/orders/${TESTING}/transitions`, body: { to_status: 'completed', seen: SEEN } },
    ]);
  });

  test('moves to the next possible column by Ctrl+Shift+arrow, or says why there is none', async () => {
    const page = await scene.open('/circuit-orders');
    const link = cardOf(page, TESTING).locator('.card__number');
    await link.press('Control+Shift+ArrowLeft');
    await page
      .getByText(/^Not moved: Only the provider moves an order there/u)
      .first()
      .waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await link.press('Control+Shift+ArrowRight');
    await page.getByRole('dialog').getByText('billing may start').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await cardOf(page, TESTING).locator(':focus').waitFor();
    expect(scene.writes()).toEqual([]);
  });

  test('says a refusal again when it is met again', async () => {
    const page = await scene.open('/circuit-orders');
    const link = cardOf(page, TESTING).locator('.card__number');
    const refused = page.getByRole('alert').getByText(/^Not moved/u);
    await link.press('Control+Shift+ArrowLeft');
    await refused.waitFor();
    // Readers speak what is new in the region; the same text in the same place is not.
    await page.evaluate(`new MutationObserver(() => { document.body.dataset.said = 'again'; })
      .observe(document.querySelector('.unseen[role=alert]'), { childList: true, subtree: true })`);
    await link.press('Control+Shift+ArrowLeft');
    await page.locator('body[data-said=again]').waitFor();
  });

  test('takes the focus along when a card moves, as it was the person who moved it', async () => {
    const page = await scene.open('/circuit-orders');
    await cardOf(page, TESTING).locator('.card__number').press('Control+Shift+ArrowRight');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('billing may start').waitFor();
    await dialog.getByRole('button', { name: 'Accept circuit' }).press('Enter');
    await columnOf(page, 'completed').locator(`[data-order="${TESTING}"] :focus`).waitFor();
  });

  test('asks for the reason before it cancels, and keeps what was typed', async () => {
    const page = await scene.open('/circuit-orders');
    await dragOver(page, DRAFT, 'cancelled');
    await page.mouse.up();
    const dialog = page.getByRole('dialog');
    const confirm = dialog.getByRole('button', { name: 'Cancel order' });
    await confirm.click();
    await dialog.getByText('Say why, in a few words.').waitFor();
    await dialog.getByLabel('Reason').fill('The store moves.');
    await dialog.getByRole('button', { name: 'Keep the order' }).click();
    expect(scene.writes()).toEqual([]);

    await cardOf(page, DRAFT).locator('.card__number').press('m');
    await page.getByRole('menuitem', { name: /Cancelled/u }).click();
    await page.getByText('The store moves.').waitFor();
    await page.getByRole('button', { name: 'Cancel order' }).click();
    await columnOf(page, 'cancelled').locator(`[data-order="${DRAFT}"]`).waitFor();
    expect(scene.writes()).toMatchObject([
      { body: { to_status: 'cancelled', input: { reason: 'The store moves.' } } },
    ]);
  });

  test('walks cards and columns by arrow keys, opens by Enter, closes by Esc back to the card', async () => {
    const page = await scene.open('/circuit-orders');
    await columnOf(page, 'draft').locator('.card__number').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    const number = await focusedText(page);
    expect(number).toBe('CO-2026-000398');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: `Order ${number}` }).waitFor();
    expect(page.url()).toMatch(/\/circuit-orders\/CO-2026-000398$/u);
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/circuit-orders$/u);
    await cardOf(page, number).locator(':focus').waitFor();
  });

  test('keeps filters in the address and says so when nothing matches', async () => {
    const page = await scene.open('/circuit-orders');
    await page.getByRole('button', { name: 'Provider' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Comcast' }).click();
    await page.waitForURL(/\?provider=comcast$/u);
    await cardOf(page, 'CO-2026-000412').waitFor();
    expect(await page.getByText(/AT&T · /u).count()).toBe(0);
    await page.goto(`${scene.server().url}/circuit-orders?provider=lumen`);
    await page.getByText('No order matches').waitFor();
    await page.getByRole('link', { name: 'Clear filters' }).click();
    await cardOf(page, 'CO-2026-000398').waitFor();
  });

  test('stays at the status a phone shows when it is filtered', async () => {
    const phone = { viewport: { width: 390, height: 844 } };
    const page = await scene.open('/circuit-orders?tab=submitted', phone);
    const tab = page.getByRole('tab', { name: /Submitted/u, selected: true });
    await tab.waitFor();
    await page.getByRole('button', { name: 'Provider' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Comcast' }).click();
    await page.waitForURL(/provider=comcast/u);
    await page.keyboard.press('Escape');
    expect(await tab.count()).toBe(1);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.waitForURL((url) => !url.search.includes('provider'));
    expect(await tab.count()).toBe(1);
  });
});
