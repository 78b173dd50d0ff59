import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import {
  cardOf,
  confirmButton,
  describeBrowser,
  dragOver,
  useScene,
  type OpenOptions,
} from './support/scene';

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
  ['in forced colours', { theme: 'dark', forcedColors: 'active' }],
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
    await confirmButton(page).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('on an order and while a field is edited', async () => {
    const page = await scene.open('/circuit-orders/CO-2026-000371', options);
    await page.getByText('order is 8M-410227').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Edit target date' }).click();
    await page.getByRole('button', { name: 'Save target date' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('on the menus of the page, an order’s actions and a person', async () => {
    const page = await scene.open('/circuit-orders/CO-2026-000371', options);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /Accept circuit/u }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Provider', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Comcast' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /theme, sign out/u }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('where something is missing, refused, gone or carried', async () => {
    const page = await scene.open('/circuit-orders?provider=lumen', options);
    await page.getByText('No order matches').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${scene.server().url}/circuit-orders/CO-2026-999999`);
    await page.getByText('There is no such order that you may see.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${scene.server().url}/circuit-orders`);
    await cardOf(page, 'CO-2026-000412').waitFor();
    if (!phone) {
      await dragOver(page, 'CO-2026-000412', 'completed');
      await page.getByText('Testing comes first').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.mouse.up();
      await page
        .getByText(/^Not moved/u)
        .first()
        .waitFor();
    }
    if (phone) return;
    scene.server().breakDown(true);
    await page.getByText('No answer from the server').waitFor();
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
