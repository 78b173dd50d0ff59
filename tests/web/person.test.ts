import { PEOPLE } from './support/people';
import { cardOf, describeBrowser, useScene } from './support/scene';

jest.setTimeout(60_000);

describeBrowser('the person', () => {
  const scene = useScene();

  test('chooses a theme that stays', async () => {
    const page = await scene.open('/circuit-orders');
    await page.getByRole('button', { name: /Maya Okafor/u }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await page.locator('.app--dark').waitFor();
    await page.reload();
    await cardOf(page, 'CO-2026-000412').waitFor();
    await page.locator('.app--dark').waitFor();
  });

  test('signs out and goes where the directory ends its session', async () => {
    const page = await scene.open('/circuit-orders');
    await page.getByRole('button', { name: /Maya Okafor/u }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/\/auth\/login\?ended$/u);
    expect(scene.writes()).toMatchObject([{ path: '/auth/logout', csrf: 'csrf-of-the-test' }]);
  });

  test('who may not create an order reads so in place of the form', async () => {
    const reason = 'This is not yours to do. Ask a requester.';
    const create = { allowed: false, reason };
    scene.server().signIn({ ...PEOPLE.tom, ...{ may: { create } } });
    const page = await scene.open('/circuit-orders/new');
    await page.getByText(reason).waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    await page.getByRole('link', { name: 'To the board' }).click();
    await cardOf(page, 'CO-2026-000412').waitFor();
  });

  test('is sent to sign in, and back to the same address, when the session has ended', async () => {
    scene.server().signOut();
    const page = await scene.open('/circuit-orders/CO-2026-000412?provider=att');
    await page.waitForURL(/\/auth\/login\?return=/u);
    expect(new URL(page.url()).searchParams.get('return')).toBe(
      '/circuit-orders/CO-2026-000412?provider=att',
    );
  });

  test('is sent to sign in when the session has ended in another tab', async () => {
    const page = await scene.open('/circuit-orders');
    await cardOf(page, 'CO-2026-000412').waitFor();
    scene.server().signOut();
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.waitForURL(/\/auth\/login\?return=%2Fcircuit-orders$/u);
  });

  test('sees nothing more of somebody else who has signed in in another tab', async () => {
    const page = await scene.open('/circuit-orders');
    await cardOf(page, 'CO-2026-000412').waitFor();
    scene.server().signIn(PEOPLE.priya);
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.getByRole('button', { name: /Priya Nair/u }).waitFor();
  });

  test('finds the keys by a question mark', async () => {
    const page = await scene.open('/circuit-orders');
    await cardOf(page, 'CO-2026-000412').locator('.card__number').press('?');
    await page.getByRole('dialog').getByText('move to another column').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});
