import type { Page } from 'playwright-core';
import { until } from '../support/personas';
import { cardOf, columnOf, describeBrowser, useScene } from './support/scene';

jest.setTimeout(60_000);

const DRAFT = 'CO-2026-000412';
const submitted = { stage: 'submitted', status: 'submitted' } as const;

describeBrowser('changes of others', () => {
  const scene = useScene();

  test('move a card without a reload and without reading the board again', async () => {
    const page = await scene.open('/circuit-orders');
    await cardOf(page, DRAFT).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    const before = await columnOf(page, 'submitted').locator('.column__count').textContent();
    const reads = scene.reads(/^\/api\/board/u).length;
    scene.server().change(DRAFT, submitted);

    await columnOf(page, 'submitted').locator(`[data-order="${DRAFT}"]`).waitFor();
    const after = await columnOf(page, 'submitted').locator('.column__count').textContent();
    expect(Number(after)).toBe(Number(before) + 1);
    expect(scene.reads(/^\/api\/board/u)).toHaveLength(reads);
    expect(scene.reads(/view=board&ids=/u).map((one) => one.path)).toEqual([
      `/api/orders?view=board&ids=${DRAFT}`,
    ]);
  });

  test('between reading the board and following it are not missed', async () => {
    scene.server().afterNextBoard(() => {
      scene.server().change(DRAFT, submitted);
      return undefined;
    });
    const page = await scene.open('/circuit-orders');
    await columnOf(page, 'submitted').locator(`[data-order="${DRAFT}"]`).waitFor();
    expect(scene.reads(/^\/api\/events/u)).toHaveLength(1);
    expect(scene.reads(/^\/api\/board/u)).toHaveLength(1);
  });

  test('heard while a filtered board is being read are looked at after it', async () => {
    const page = await scene.open(`/circuit-orders/${DRAFT}`);
    await page.clock.install();
    await page.getByText('Live', { exact: true }).waitFor();
    let answer: () => void = () => undefined;
    scene.server().afterNextBoard(() => {
      scene.server().change(DRAFT, submitted);
      return new Promise<void>((resolve) => {
        answer = resolve;
      });
    });
    const heard = page.waitForResponse(`**/api/orders/${DRAFT}`);
    await page.evaluate(`history.pushState(null, '', '?status=draft&status=submitted')`);
    await heard;
    // Whatever the page does about the hint, it has done before the older board arrives.
    await page.clock.fastForward(1_000);
    await page.evaluate(`fetch('/api/sites').then(() => null)`);
    answer();
    await columnOf(page, 'submitted').locator(`[data-order="${DRAFT}"]`).waitFor();
    expect(scene.reads(/^\/api\/board\?/u)).toHaveLength(1);
  });

  test('heard on another page are on the board when the person returns', async () => {
    const page = await scene.open('/circuit-orders');
    await page.getByText('Live', { exact: true }).waitFor();
    await page.evaluate(`history.pushState(null, '', '/circuit-orders/new')`);
    await page.getByLabel('Why').waitFor();
    const read = page.waitForResponse(`**/api/orders?view=board&ids=${DRAFT}`);
    scene.server().change(DRAFT, submitted);
    await read;
    await page.evaluate(`history.pushState(null, '', '/circuit-orders')`);
    await columnOf(page, 'submitted').locator(`[data-order="${DRAFT}"]`).waitFor();
    expect(scene.reads(/^\/api\/board/u)).toHaveLength(1);
  });

  test('leave the card in focus where it is until the person lets go', async () => {
    const page = await scene.open('/circuit-orders');
    const link = cardOf(page, DRAFT).locator('.card__number');
    await link.focus();
    await page.getByText('Live', { exact: true }).waitFor();
    scene.server().change(DRAFT, submitted);

    await cardOf(page, DRAFT).getByText('Changed. Refresh').waitFor();
    await columnOf(page, 'draft').locator(`[data-order="${DRAFT}"]`).waitFor();
    await page.getByRole('button', { name: 'Keys' }).focus();
    await columnOf(page, 'submitted').locator(`[data-order="${DRAFT}"]`).waitFor();
  });

  test('of a card in focus are shown by keyboard, and the focus goes along', async () => {
    const page = await scene.open('/circuit-orders');
    await cardOf(page, DRAFT).locator('.card__number').focus();
    await page.getByText('Live', { exact: true }).waitFor();
    scene.server().change(DRAFT, submitted);
    await cardOf(page, DRAFT).getByText('Changed. Refresh').waitFor();

    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await columnOf(page, 'draft').locator('.card__refresh:focus').waitFor();
    await page.keyboard.press('Enter');
    await columnOf(page, 'submitted').locator(`[data-order="${DRAFT}"] :focus`).waitFor();
  });

  test('arrive although the first question about them was lost', async () => {
    const page = await scene.open('/circuit-orders');
    await cardOf(page, DRAFT).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.route('**/api/orders?view=board&ids=*', (route) => route.abort(), { times: 1 });
    scene.server().change(DRAFT, submitted);
    await columnOf(page, 'submitted').locator(`[data-order="${DRAFT}"]`).waitFor();
  });

  test('reach the open order', async () => {
    const page = await scene.open(`/circuit-orders/${DRAFT}`);
    const panel = page.getByRole('complementary', { name: `Order ${DRAFT}` });
    await panel.getByText('In front of the till').waitFor({ state: 'detached' });
    await page.getByText('Live', { exact: true }).waitFor();
    scene.server().change(DRAFT, { special_requirements: 'In front of the till' });
    await panel.getByText('In front of the till').waitFor();
  });
});

describeBrowser('a board of more than one page', () => {
  const scene = useScene();
  const drafts = (page: Page) => columnOf(page, 'draft').locator('[data-order]').count();
  const all = () =>
    [...scene.server().orders.values()].filter(({ status }) => status === 'draft').length;

  test('is read to its end, also after a page that did not come', async () => {
    scene.server().pageBy(2);
    let failed = 0;
    const page = await scene.open('/assets/none');
    await page.route(/cursor=/u, async (route) => {
      failed += 1;
      return failed <= 3 ? route.abort() : route.continue();
    });
    await page.goto(`${scene.server().url}/circuit-orders`);
    await until(
      () => drafts(page),
      (count) => count === all(),
    );
    expect(failed).toBeGreaterThan(3);
  });

  test('says how many cards a column has, read or not', async () => {
    scene.server().pageBy(2);
    const page = await scene.open('/assets/none');
    await page.route(/cursor=/u, (route) => route.abort());
    await page.goto(`${scene.server().url}/circuit-orders`);
    const card = columnOf(page, 'draft').locator('[role=listitem]').first();
    expect(await card.getAttribute('aria-setsize')).toBe(String(all()));
  });

  test('says nothing of a filter before its answer is there', async () => {
    const page = await scene.open('/circuit-orders?provider=comcast');
    await columnOf(page, 'draft').locator('[data-order]').first().waitFor();
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    await page.route(/api\/board\?provider=spectrum$/u, async (route) => {
      await asked;
      return route.continue();
    });
    await page.evaluate(
      `history.pushState(null, '', '/circuit-orders?provider=spectrum'); dispatchEvent(new Event('pushState'))`,
    );
    await page.getByRole('button', { name: 'Provider: Spectrum' }).waitFor();
    expect(await page.getByText('No order matches').count()).toBe(0);
    expect(await page.getByText('No match here').count()).toBe(0);
    answer();
    await columnOf(page, 'draft').locator('[data-order]').first().waitFor();
  });

  test('counts an order that changes its column before it was read', async () => {
    const last = [...scene.server().orders.values()]
      .filter(({ status }) => status === 'draft')
      .at(-1);
    scene.server().pageBy(2);
    const page = await scene.open('/assets/none');
    await page.route(/cursor=/u, (route) => route.abort());
    await page.goto(`${scene.server().url}/circuit-orders`);
    await page.getByText('Live', { exact: true }).waitFor();
    const count = columnOf(page, 'draft').locator('.column__count');
    await until(
      () => count.textContent(),
      (text) => text === String(all()),
    );
    scene.server().change(last?.order_number ?? '', submitted);
    await until(
      () => count.textContent(),
      (text) => text === String(all()),
    );
  });
});
