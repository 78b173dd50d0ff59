import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { cardOf, describeBrowser, useScene, type OpenOptions } from './support/scene';

jest.setTimeout(60_000);

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Violations of the page as it stands, each with the first elements it names. */
async function violations(page: Page): Promise<string[]> {
  const options = { runOnly: { type: 'tag', values: TAGS } };
  const context = { exclude: [['[data-tabster-dummy]']] };
  return page.evaluate<string[]>(`(async () => {
    if (!window.axe) { ${AXE} }
    const { violations } = await window.axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)});
    return violations.map(({ id, nodes }) =>
      id + ': ' + nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | '));
  })()`);
}

const SCENES: [string, OpenOptions][] = [
  ['light', { theme: 'light' }],
  ['dark', { theme: 'dark' }],
  ['light on a phone', { theme: 'light', viewport: { width: 390, height: 844 } }],
];

describeBrowser.each(SCENES)('axe finds nothing, %s', (_name, options) => {
  const scene = useScene();
  const phone = options.viewport !== undefined;

  test('on the board, its menu and its dialog', async () => {
    const page = await scene.open('/circuit-orders?tab=draft', options);
    const card = cardOf(page, 'CO-2026-000412');
    await card.locator('.card__number').focus();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: /Submitted/u }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('menuitem', { name: /Submitted/u }).click();
    await page.getByRole('dialog').getByText('Dana Ruiz').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('on an order and while a field is edited', async () => {
    const page = await scene.open('/circuit-orders/CO-2026-000371', options);
    await page.getByText('Provider notified, order 8M-410227').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Edit target date' }).click();
    await page.getByRole('button', { name: 'Save target date' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('on the form, empty and with errors', async () => {
    const page = await scene.open('/circuit-orders/new', options);
    await page.getByLabel('Why').fill('New');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Submit for approval' }).click();
    await page.getByRole('group', { name: /things to fix/u }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('on the home page and with the list of keys', async () => {
    const page = await scene.open('/home', options);
    await page.getByRole('heading', { name: 'Recent orders' }).waitFor();
    expect(await violations(page)).toEqual([]);
    if (phone) return;
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
