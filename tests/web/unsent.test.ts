import type { Page } from 'playwright-core';
import { until } from '../support/personas';
import { PEOPLE } from './support/people';
import {
  askFor,
  confirmButton,
  describeBrowser,
  focusedText,
  panelOf,
  useScene,
} from './support/scene';

jest.setTimeout(60_000);

const WAITING = 'CO-2026-000415';

describeBrowser('a session that ends', () => {
  const scene = useScene();

  const back = async (page: Page) => {
    await page.goto(`${scene.server().url}/circuit-orders/${WAITING}`);
    await panelOf(page, WAITING).getByRole('button', { name: 'Edit why' }).waitFor();
  };
  /** Types into a field and confirms an action; the session has ended before the confirmation. */
  const writeTooLate = async (page: Page) => {
    const panel = panelOf(page, WAITING);
    await panel.getByRole('button', { name: 'Edit why' }).click();
    await panel.getByRole('textbox', { name: 'Why' }).fill('Ring twice.');
    await panel.getByRole('button', { name: 'Approve' }).first().click();
    await confirmButton(page).waitFor();
    scene.server().signOut();
    await confirmButton(page).click();
    await page.waitForURL(/\/auth\/login\?return=%2Fcircuit-orders%2FCO-2026-000415$/u);
  };
  const transitions = () => scene.writes().filter(({ path }) => path.endsWith('/transitions'));

  test('keeps what was typed and sends what was confirmed when the person is back', async () => {
    const page = await scene.open(`/circuit-orders/${WAITING}`);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await writeTooLate(page);
    scene.server().signIn();
    await back(page);
    await page.getByText(`${WAITING}: Approved`, { exact: false }).first().waitFor();
    expect(new Set(transitions().map(({ key }) => key)).size).toBe(1);
    expect(transitions().length).toBeGreaterThan(1);
    expect(scene.server().orders.get(WAITING)?.stage).toBe('approved');
    const panel = panelOf(page, WAITING);
    await panel.getByRole('button', { name: 'Edit why' }).click();
    await panel.getByText('Ring twice.').waitFor();
    // Sent once: another reload finds nothing left, and no question stood in the way.
    const before = transitions().length;
    await back(page);
    await page.evaluate("fetch('/api/sites').then(() => null)");
    expect(transitions()).toHaveLength(before);
    expect(asked).toEqual([]);
  });

  test('gives what was confirmed to nobody else', async () => {
    const page = await scene.open(`/circuit-orders/${WAITING}`);
    await writeTooLate(page);
    const tries = transitions().length;
    scene.server().signIn(PEOPLE.priya);
    await back(page);
    await page.evaluate("fetch('/api/sites').then(() => null)");
    expect(transitions()).toHaveLength(tries);
    expect(scene.server().orders.get(WAITING)?.stage).toBe('pending_approval');
  });

  test('leaves nothing of one person to the next one at this tab', async () => {
    const page = await scene.open('/circuit-orders/new');
    await page.getByLabel('Why').fill('Only I shall read this.');
    await until(
      () => page.evaluate<number>('sessionStorage.length'),
      (kept) => kept > 0,
    );
    await page.getByRole('button', { name: /theme, sign out/u }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/auth\/login/u);
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });
});

describeBrowser('a change that is not sent', () => {
  const scene = useScene();
  const path = '**/transitions';
  /** A page whose approval does not get through, and the keys it was tried with. */
  const leaveWaiting = async () => {
    const page = await scene.open('/circuit-orders');
    const keys: (string | undefined)[] = [];
    await page.route(path, async (route) => {
      if (route.request().method() === 'GET') return route.continue();
      keys.push(route.request().headers()['idempotency-key']);
      return route.abort();
    });
    await askFor(page, WAITING, 'Approve');
    await confirmButton(page).click();
    await page.getByText(', 1 waiting', { exact: false }).waitFor();
    return { page, keys };
  };

  test('is asked about before the page goes, and sent after a reload', async () => {
    const { page, keys } = await leaveWaiting();
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await page.unroute(path);
    await page.reload();
    await page.getByText(`${WAITING}: Approved`, { exact: false }).first().waitFor();
    expect(asked).toEqual(['beforeunload']);
    expect(scene.writes().map(({ key }) => key)).toEqual([keys[0]]);
  });

  test('is asked about at a sign-out: stay, or drop it', async () => {
    const { page } = await leaveWaiting();
    await panelOf(page, WAITING).getByRole('button', { name: 'Close' }).click();
    const person = page.getByRole('button', { name: /theme, sign out/u });
    const signOut = async () => {
      await person.click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      const dialog = page.getByRole('alertdialog', { name: '1 change is not sent yet' });
      await dialog.waitFor();
      return dialog;
    };
    await (await signOut()).getByRole('button', { name: 'Stay' }).click();
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(await focusedText(page)).toContain('theme, sign out');
    await page.getByText(', 1 waiting', { exact: false }).waitFor();
    const dialog = await signOut();
    await dialog.getByRole('button', { name: 'Sign out and drop it' }).click();
    await page.waitForURL(/auth\/login\?ended$/u);
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });
});
