import type { Page } from 'playwright-core';
import { until } from '../support/personas';
import { anOrder } from './support/order-data';
import {
  askFor,
  cardOf,
  columnOf,
  confirmButton,
  describeBrowser,
  panelOf,
  useScene,
} from './support/scene';

jest.setTimeout(60_000);

const DRAFT = 'CO-2026-000412';
const WAITING = 'CO-2026-000415';

/** How far the content of an element sticks out of it. */
const overflow = (page: Page, selector: string) =>
  page.evaluate<number>(`(() => {
    const { scrollWidth, clientWidth } = document.querySelector(${JSON.stringify(selector)});
    return scrollWidth - clientWidth;
  })()`);

describeBrowser('a person in a hurry', () => {
  const scene = useScene();

  test('stores one order however often the button is pressed', async () => {
    const page = await scene.open('/circuit-orders/new');
    const box = page.getByRole('combobox', { name: 'Site' });
    await box.click();
    await box.pressSequentially('TXH97');
    await page.locator('[role=option]', { hasText: 'TXH97' }).first().click();
    await page.getByRole('radio', { name: 'Primary' }).check();
    await page.getByRole('combobox', { name: 'Provider' }).selectOption('att');
    await page.getByRole('button', { name: '1G', exact: true }).click();
    await page.getByLabel('Why').fill('The new store opens on 9 January.');
    await page.getByLabel('Monthly cost').fill('500');
    await page.getByLabel('Install cost').fill('1000');
    await page.getByLabel('Contract term').fill('36');
    await page.getByRole('button', { name: 'Submit for approval' }).click({ clickCount: 3 });
    await page.waitForURL(/CO-2026-000501$/u);
    expect(scene.writes().map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/orders',
    ]);
  });

  test('sends a confirmed action once', async () => {
    const page = await scene.open('/circuit-orders');
    await askFor(page, WAITING, 'Approve');
    await confirmButton(page).waitFor();
    // A slow machine: the second click comes before the dialog has gone.
    const tools = await page.context().newCDPSession(page);
    await tools.send('Emulation.setCPUThrottlingRate', { rate: 20 });
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.url());
    });
    await confirmButton(page).dblclick();
    await panelOf(page, WAITING).getByText('Approved', { exact: false }).first().waitFor();
    // A second write would have left with the first one's answer, before this question.
    await page.evaluate(`fetch('/api/sites').then(() => null)`);
    expect(sent).toHaveLength(1);
  });

  test('sends a move of the board once while its dialog fades', async () => {
    const page = await scene.open('/circuit-orders', { reducedMotion: 'no-preference' });
    await page.getByRole('link', { name: DRAFT }).focus();
    await page.keyboard.press('Control+Shift+ArrowRight');
    await confirmButton(page).dblclick();
    await cardOf(page, DRAFT).getByText('Awaiting approval').waitFor();
    // Whatever a second click asked for has left the page before this.
    await page.evaluate("fetch('/api/me')");
    expect(scene.writes()).toHaveLength(1);
  });

  test('goes back out of a dialog and leaves none behind', async () => {
    const page = await scene.open('/circuit-orders');
    await askFor(page, DRAFT, 'Submit for approval');
    await page.goBack();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.waitForURL(/\/circuit-orders$/u);
    // The board can be used again: nothing lies over it and nothing is hidden from readers.
    await cardOf(page, WAITING).click();
    await panelOf(page, WAITING).waitFor();
    expect(scene.writes()).toEqual([]);
  });
});

describeBrowser('a server that goes away', () => {
  const scene = useScene();

  test('is named, and what changed and what was done meanwhile arrives when it is back', async () => {
    const page = await scene.open('/circuit-orders');
    await page.getByText('Live', { exact: true }).waitFor();
    const dialog = await askFor(page, WAITING, 'Approve');
    scene.server().breakDown(true);
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('No answer from the server, 1 waiting').waitFor();
    await panelOf(page, WAITING).getByText('Waiting to send').waitFor();

    scene.server().breakDown(false);
    await page.getByText('Live', { exact: true }).waitFor();
    await panelOf(page, WAITING).getByText('Waiting to send').waitFor({ state: 'detached' });
    const keys = scene.writes().map((write) => write.key);
    expect(new Set(keys).size).toBe(1);
  });
});

describeBrowser('a part of the page that cannot be fetched', () => {
  const scene = useScene();

  test.each([
    ['confirm-dialog', (page: Page) => page.keyboard.press('Control+Shift+ArrowRight')],
    ['move-menu', (page: Page) => page.keyboard.press('m')],
  ])('leaves the page as it is: %s', async (chunk, want) => {
    const page = await scene.open('/circuit-orders');
    const parts = new RegExp(`${chunk}-[^/]*[.]js$`, 'u');
    await page.route(parts, (route) => route.abort());
    await cardOf(page, DRAFT).locator('.card__number').focus();
    await want(page);
    await page.getByText('A part of the page could not be fetched.').waitFor();
    await cardOf(page, DRAFT).waitFor();
    await page.unroute(parts);
    await page.getByRole('button', { name: 'Load the page anew' }).click();
    await page.getByText('A part of the page could not be fetched.').waitFor({ state: 'detached' });
    await cardOf(page, DRAFT).locator('.card__number').focus();
    await want(page);
    await page.locator('[role=dialog], [role=menu]').first().waitFor();
  });
});

describeBrowser('an order that others change', () => {
  const scene = useScene();

  test('goes from the board and from its open panel when it is out of sight', async () => {
    const page = await scene.open(`/circuit-orders/${DRAFT}`);
    const panel = panelOf(page, DRAFT);
    await panel.getByRole('heading', { level: 2 }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    scene.server().hide(DRAFT);
    await panel.getByText('There is no such order that you may see.').waitFor();
    expect(await panel.getByText('Monthly cost').count()).toBe(0);
    await cardOf(page, DRAFT).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/circuit-orders$/u);
  });

  test('is refused in the dialog when somebody else was faster', async () => {
    const page = await scene.open('/circuit-orders');
    await page.getByText('Live', { exact: true }).waitFor();
    const dialog = await askFor(page, WAITING, 'Approve');
    scene.server().change(WAITING, { stage: 'approved', status: 'draft', stage_label: 'Approved' });
    await dialog.getByRole('alert').waitFor();
    expect(scene.writes()).toEqual([]);
  });
});

describeBrowser('unusual orders', () => {
  const scene = useScene();
  const name = 'Store '.repeat(27).slice(0, 160);
  const HOSTILE = '<img src=x onerror="document.title=\'taken\'"> \u202Eגן עדן & <b>bold</b>';

  test('stay inside their card and their panel, and are shown as they were written', async () => {
    const order = anOrder(900, 'drafted', { site_name: name, justification: HOSTILE });
    scene.server().orders.set(order.order_number, order);
    const page = await scene.open('/circuit-orders');
    const card = cardOf(page, order.order_number);
    await card.waitFor();
    expect(await overflow(page, '.board')).toBe(0);
    expect(await overflow(page, `[data-order="${order.order_number}"]`)).toBe(0);
    await card.getByText(`${order.provider_name} · ${order.speed}`).waitFor();
    await card.click();
    const panel = panelOf(page, order.order_number);
    await panel.getByText(HOSTILE).waitFor();
    expect(await page.title()).not.toBe('taken');
    expect(await overflow(page, '.panel__scroll')).toBe(0);
  });

  test('may be four hundred: few are drawn, all are reached', async () => {
    for (let counter = 1_000; counter < 1_400; counter += 1) {
      const order = anOrder(counter, 'confirmed');
      scene.server().orders.set(order.order_number, order);
    }
    const page = await scene.open('/circuit-orders');
    const column = columnOf(page, 'in_progress');
    await column.locator('.card__number').first().focus();
    expect(await page.locator('[data-order]').count()).toBeLessThan(120);
    await page.keyboard.press('End');
    const place = () =>
      page.evaluate<string>('document.activeElement.closest("[data-index]")?.dataset.index ?? ""');
    const rows = Number(await column.locator('.column__count').textContent());
    await until(place, (index) => index === String(rows - 1));
    await page.keyboard.press('ArrowUp');
    await until(place, (index) => index === String(rows - 2));
    await page.keyboard.press('Home');
    await until(place, (index) => index === '0');
  });
});
