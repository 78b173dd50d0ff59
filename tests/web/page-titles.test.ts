import { until } from '../support/personas';
import { describeBrowser, focusedText, useScene } from './support/scene';

jest.setTimeout(60_000);

const DRAFT = 'CO-2026-000412';

describeBrowser('a page', () => {
  const scene = useScene();

  test.each([
    ['/home', 'Home · Circuit orders'],
    ['/circuit-orders', 'Circuit Order Management · Circuit orders'],
    [`/circuit-orders/${DRAFT}`, `${DRAFT} · Circuit orders`],
    ['/circuit-orders/new', 'Create order · Circuit orders'],
    [`/circuit-orders/${DRAFT}/edit`, `Draft ${DRAFT} · Circuit orders`],
    ['/circuit-orders/nothing', 'Nothing here · Circuit orders'],
  ])('has a name of its own: %s', async (path, title) => {
    const page = await scene.open(path);
    await until(
      () => page.title(),
      (found) => found === title,
    );
  });

  test('that takes the place of another gives its heading the focus', async () => {
    const page = await scene.open('/circuit-orders');
    await page.getByRole('link', { name: 'Home' }).press('Enter');
    await page.waitForURL(/\/home$/u);
    await until(
      () => focusedText(page),
      (text) => text === 'Home',
    );
    await page.getByRole('link', { name: 'Circuit orders' }).press('Enter');
    await until(
      () => focusedText(page),
      (text) => text === 'Circuit Order Management',
    );
    await page.getByRole('link', { name: 'Create order' }).press('Enter');
    await until(
      () => focusedText(page),
      (text) => text === 'Create order',
    );
  });
});
