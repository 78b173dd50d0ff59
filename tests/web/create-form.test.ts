import type { Page, Route } from 'playwright-core';
import { until } from '../support/personas';
import type { Recorded } from './support/board-server';
import { describeBrowser, focusedText, useScene } from './support/scene';

jest.setTimeout(60_000);

async function choose(page: Page, site: string): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Site' });
  await box.click();
  await box.press('Control+a');
  await box.pressSequentially(site);
  await page.locator('[role=option]', { hasText: site }).first().click();
}

async function fillTerms(page: Page, site: string): Promise<void> {
  await choose(page, site);
  await page.getByRole('radio', { name: 'Primary' }).check();
  await page.getByRole('combobox', { name: 'Provider' }).selectOption('att');
  await page.getByRole('button', { name: '1G', exact: true }).click();
  await page.getByLabel('Why').fill('The new store opens on 9 January.');
  await page.getByLabel('Monthly cost').fill('500');
  await page.getByLabel('Install cost').fill('1000');
  await page.getByLabel('Contract term').fill('36');
}

describeBrowser('the form for a new order', () => {
  const scene = useScene();

  test('says what a submit would meet before it is submitted', async () => {
    const page = await scene.open('/circuit-orders/new');
    await fillTerms(page, 'TXH97');
    const aside = page.getByRole('complementary', { name: 'What happens on submit' });
    await aside.getByText('$42,115.48').waitFor();
    await aside.getByText('Dana Ruiz').waitFor();
    await page.getByRole('status').getByText('Budget covers it', { exact: false }).waitFor();
    await page.getByText('waits in Draft for Dana Ruiz').waitFor();
    expect(scene.writes()).toEqual([]);
  });

  test('checks nothing before something is typed, and nothing that was not typed', async () => {
    const page = await scene.open('/circuit-orders/new');
    const box = page.getByRole('combobox', { name: 'Site' });
    await box.pressSequentially('TXH 97');
    await page.getByLabel('Why').click();
    const checks = () =>
      scene
        .server()
        .requests.filter(({ path }) => path.endsWith('/check'))
        .map(({ body }) => body);
    await until(
      () => Promise.resolve(checks()),
      (all) => all.length > 0,
    );
    expect(checks()).not.toContainEqual({});
  });

  test('goes from the site to the purpose with one Tab, and the list is gone', async () => {
    const page = await scene.open('/circuit-orders/new');
    const box = page.getByRole('combobox', { name: 'Site' });
    await box.click();
    await box.pressSequentially('TXH 97');
    await page.getByRole('option', { name: 'TXH 97' }).waitFor();
    await page.keyboard.press('Tab');
    await page.getByRole('radio', { name: 'Primary' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('listbox', { name: 'Site' }).waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: 'Backup' }).check();
    expect(await box.inputValue()).toMatch(/^TXH 97 /u);
  });

  test.each([
    ['a desk', { width: 1400, height: 900 }],
    ['a phone', { width: 390, height: 844 }],
  ])('leaves the buttons free of its notices on %s', async (_name, viewport) => {
    const page = await scene.open('/circuit-orders/new', { viewport });
    await fillTerms(page, 'TXH97');
    await page.getByRole('button', { name: 'Save draft' }).click();
    const notice = page.getByRole('region', { name: 'Notices' }).getByText('CO-2026-000501');
    await notice.waitFor();
    // Playwright clicks only what nothing lies over.
    await page.getByRole('button', { name: 'Submit for approval' }).click({ timeout: 2_000 });
    await page.waitForURL(/\/CO-2026-000501$/u);
  });

  test('shows every problem at its field and all of them on top', async () => {
    const page = await scene.open('/circuit-orders/new');
    await page.getByLabel('Why').fill('New');
    await page.getByLabel('Target date').fill('2026-10-02');
    await page.getByLabel('Monthly cost').fill('a lot');
    await page.getByRole('button', { name: 'Submit for approval' }).click();

    const summary = page.getByRole('group', { name: /things to fix before submitting/u });
    await summary.waitFor();
    const lines = await summary.getByRole('listitem').allTextContents();
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      ...['Site', 'Purpose', 'Provider', 'Speed', 'Why', 'Target date'],
      ...['Monthly cost', 'Install cost', 'Contract term'],
    ]);
    expect(await focusedText(page)).toContain('9 things to fix');
    const why = page.getByLabel('Why');
    expect(await why.getAttribute('aria-invalid')).toBe('true');
    expect(await why.getAttribute('aria-describedby')).not.toBeNull();
    await summary.getByRole('link', { name: 'Speed' }).click();
    await page.locator('#field-speed:focus').waitFor();
    expect(scene.server().orders.has('CO-2026-000501')).toBe(false);
  });

  test('links the order that stands in the way and keeps the draft when a submit is refused', async () => {
    const page = await scene.open('/circuit-orders/new');
    await fillTerms(page, 'TXH88');
    await page.getByRole('heading', { name: 'Blocked: duplicate' }).waitFor();
    await page.getByRole('button', { name: 'Submit for approval' }).click();
    await page.waitForURL(/\/CO-2026-000501\/edit$/u);
    const summary = page.getByRole('group', { name: '1 thing to fix before submitting' });
    await summary.getByText('This site has an open Primary order').waitFor();
    await page.getByText('Saved as draft CO-2026-000501').waitFor();
    expect(await page.getByRole('link', { name: 'CO-2026-000338' }).count()).toBeGreaterThan(0);
    expect(scene.writes()).toMatchObject([
      { path: '/api/orders', body: { then: 'submit', site_id: 'TXH88', monthly_cost: '500' } },
    ]);
  });

  test('submits and opens the order', async () => {
    const page = await scene.open('/circuit-orders/new');
    await fillTerms(page, 'TXH97');
    await page.getByRole('button', { name: 'Submit for approval' }).click();
    await page.getByRole('complementary', { name: 'Order CO-2026-000501' }).waitFor();
    await page.getByText('CO-2026-000501 waits for Dana Ruiz.').first().waitFor();
  });

  describe('whose answer got lost', () => {
    /** Presses the button, loses what the API answers, and reloads the page, still without answers. */
    async function saveAndReload(page: Page): Promise<void> {
      scene.server().loseAnswers(true);
      const sent = page.waitForRequest(
        (request) => request.method() === 'POST' && isCreate(request),
      );
      await page.getByRole('button', { name: 'Save draft' }).click();
      await sent;
      await page.reload();
      await page.getByText('The new store opens on 9 January.').waitFor();
    }
    const isCreate = (request: { url: () => string }) => request.url().endsWith('/api/orders');
    const wishes = (what: (write: Recorded) => unknown) =>
      new Set(
        scene
          .writes()
          .filter(({ method }) => method === 'POST')
          .map(what),
      ).size;

    test('is sent again as the same wish after a reload', async () => {
      const page = await scene.open('/circuit-orders/new');
      await fillTerms(page, 'TXH97');
      await saveAndReload(page);
      await page.getByRole('button', { name: 'Save draft' }).click();
      scene.server().loseAnswers(false);
      await page.waitForURL(/\/CO-2026-000501\/edit$/u);
      await page.getByText('Saved as draft CO-2026-000501').waitFor();
      expect(await page.getByText('Saved as draft CO-2026-000501').count()).toBe(1);
      expect(wishes(({ body }) => (body as { client_id: string }).client_id)).toBe(1);
      expect(wishes(({ key }) => key)).toBe(1);
      expect(scene.writes().some(({ method }) => method === 'PUT')).toBe(false);
      // The next form is another wish.
      await page.goto(`${scene.server().url}/circuit-orders/new`);
      await fillTerms(page, 'TXH97');
      await page.getByRole('button', { name: 'Save draft' }).click();
      await page.waitForURL(/\/CO-2026-000502\/edit$/u);
    });

    test('becomes the draft by itself once the answer is there', async () => {
      const page = await scene.open('/circuit-orders/new');
      await fillTerms(page, 'TXH97');
      await saveAndReload(page);
      scene.server().loseAnswers(false);
      await page.waitForURL(/\/CO-2026-000501\/edit$/u);
      await page.getByText('Saved as draft CO-2026-000501').waitFor();
      await page.getByText('The new store opens on 9 January.').waitFor();
      await page.getByRole('button', { name: 'Submit for approval' }).click();
      await page.getByRole('complementary', { name: 'Order CO-2026-000501' }).waitFor();
      expect(scene.server().orders.has('CO-2026-000502')).toBe(false);
    });

    test('takes what was changed since into the draft that was stored', async () => {
      const page = await scene.open('/circuit-orders/new');
      await fillTerms(page, 'TXH97');
      await saveAndReload(page);
      await page.getByLabel('Monthly cost').fill('650');
      scene.server().loseAnswers(false);
      await page.getByRole('button', { name: 'Submit for approval' }).click();
      await page.getByRole('complementary', { name: 'Order CO-2026-000501' }).waitFor();
      const order = scene.server().orders.get('CO-2026-000501');
      expect(order).toMatchObject({ monthly_cost: '650', stage: 'pending_approval' });
      expect(scene.server().orders.has('CO-2026-000502')).toBe(false);
    });

    test('is forgotten with the text', async () => {
      const page = await scene.open('/circuit-orders/new');
      await fillTerms(page, 'TXH97');
      await saveAndReload(page);
      await page.getByRole('button', { name: 'Discard the text' }).click();
      scene.server().loseAnswers(false);
      await fillTerms(page, 'TXH97');
      await page.getByRole('button', { name: 'Save draft' }).click();
      await page.waitForURL(/\/CO-2026-000502\/edit$/u);
    });
  });

  /** Holds the answer to the next POST of an order back until it is let go. */
  async function holdAnswer(page: Page): Promise<() => void> {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const hold = async (route: Route) => {
      await held;
      await route.continue();
    };
    await page.route('**/api/orders', hold, { times: 1 });
    return letGo;
  }

  test('keeps what is typed while a save is on its way', async () => {
    const page = await scene.open('/circuit-orders/new');
    await fillTerms(page, 'TXH97');
    const letGo = await holdAnswer(page);
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByLabel('Why').fill('The new store opens on 16 January.');
    letGo();
    await page.waitForURL(/\/CO-2026-000501\/edit$/u);
    await page.getByText('Saved as draft CO-2026-000501').waitFor();
    expect(await page.getByLabel('Why').inputValue()).toBe('The new store opens on 16 January.');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await until(
      () => Promise.resolve(scene.server().orders.get('CO-2026-000501')?.justification),
      (why) => why === 'The new store opens on 16 January.',
    );
  });

  test('takes nobody back who has gone on before the answer', async () => {
    const page = await scene.open('/circuit-orders/new');
    await fillTerms(page, 'TXH97');
    const letGo = await holdAnswer(page);
    await page.getByRole('button', { name: 'Submit for approval' }).click();
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('heading', { name: 'Recent orders' }).waitFor();
    letGo();
    await page.getByText('CO-2026-000501 waits for Dana Ruiz.').first().waitFor();
    expect(page.url()).toBe(`${scene.server().url}/home`);
  });

  test('says why a draft could not be submitted when the API does not say what is possible', async () => {
    const page = await scene.open('/circuit-orders/CO-2026-000412/edit');
    await page.getByLabel('Why').waitFor();
    await page.route('**/transitions', (route) => route.fulfill({ status: 403, body: '' }));
    await page.getByRole('button', { name: 'Submit for approval' }).click();
    await page.getByRole('group', { name: /did not take it/u }).waitFor();
  });

  test('tells the total in the money of the site, also where the budget is not shown', async () => {
    const page = await scene.open('/home');
    const alter = (address: string, change: (text: string) => string) =>
      page.route(address, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: change(await response.text()) });
      });
    await alter('**/api/sites', (text) => text.replaceAll('"USD"', '"EUR"'));
    await alter('**/api/orders/check', (text) =>
      JSON.stringify({ ...(JSON.parse(text) as object), budget: undefined }),
    );
    await page.goto(`${scene.server().url}/circuit-orders/new`);
    await fillTerms(page, 'TXH97');
    await page.getByRole('complementary').getByText('Total €19,000.00').waitFor();
  });

  test('has the last word again after the page was left by a link', async () => {
    const page = await scene.open('/circuit-orders/new');
    await page.getByLabel('Why').fill('Half a sentence');
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('heading', { name: 'Recent orders' }).waitFor();
    await page.goBack();
    await page.getByText('Half a sentence').waitFor();
  });

  test('has the text again after the page was left', async () => {
    const page = await scene.open('/circuit-orders/new');
    await page.getByLabel('Why').fill('Half a sentence');
    await page.goto(`${scene.server().url}/home`);
    await page.goto(`${scene.server().url}/circuit-orders/new`);
    await page.getByText('Half a sentence').waitFor();
    await page.getByRole('button', { name: 'Discard the text' }).click();
    expect(await page.getByLabel('Why').inputValue()).toBe('');
  });
});
