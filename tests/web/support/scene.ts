import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startBoardServer, type BoardServer, type Recorded } from './board-server';
import { findChromium, openBrowser, openPage, type WatchedPage } from './browser';
import { builtWeb } from './built-web';

const absent = findChromium() === null && process.env['CI'] === undefined;
if (absent) console.warn('SKIPPED: no Chromium found, the pages are not tested in a browser.');

/** Browser suites are skipped, loudly, where there is no Chromium; in CI that is a failure. */
export const describeBrowser = absent ? describe.skip : describe;

export interface Scene {
  server: () => BoardServer;
  open: (path: string, options?: OpenOptions) => Promise<Page>;
  /** Writes the page has sent so far, the live checks apart. */
  writes: () => Recorded[];
  reads: (path: RegExp) => Recorded[];
}

export type OpenOptions = BrowserContextOptions & { theme?: 'light' | 'dark' };

/** A fresh scripted API per test, one browser per file; any trouble of a page fails its test. */
export function useScene(): Scene {
  let server: BoardServer;
  let browser: Browser;
  let pages: WatchedPage[] = [];

  beforeAll(async () => {
    builtWeb();
    browser = await openBrowser();
  }, 120_000);
  afterAll(() => browser.close());
  beforeEach(async () => {
    server = await startBoardServer(builtWeb());
  });
  afterEach(async () => {
    const troubles = pages.flatMap((page) => page.troubles);
    await Promise.all(pages.map(({ page }) => page.context().close()));
    pages = [];
    await server.stop();
    expect(troubles).toEqual([]);
  });

  return {
    server: () => server,
    async open(path, options) {
      const watched = await openPage(browser, server.url, options);
      pages.push(watched);
      await watched.page.goto(server.url + path);
      return watched.page;
    },
    writes: () =>
      server.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/check')),
    reads: (path) => server.requests.filter((one) => one.method === 'GET' && path.test(one.path)),
  };
}

/** A card of the board. */
export const cardOf = (page: Page, number: string) => page.locator(`[data-order="${number}"]`);
export const columnOf = (page: Page, status: string) => page.locator(`[data-status="${status}"]`);
/** The dialog's own button, once the API has said that the action is possible. */
export const confirmButton = (page: Page) =>
  page.locator('#act-confirm:not([aria-disabled="true"])');
export const focusedText = (page: Page) =>
  page.evaluate<string>('document.activeElement?.textContent ?? ""');

/** Picks a card up and holds it over a column; `page.mouse.up()` drops it. */
export async function dragOver(page: Page, number: string, status: string): Promise<void> {
  const card = cardOf(page, number);
  await card.scrollIntoViewIfNeeded();
  const from = await card.boundingBox();
  const to = await columnOf(page, status).boundingBox();
  if (from === null || to === null) throw new Error('Card or column is not on the page.');
  await page.mouse.move(from.x + 60, from.y + 40);
  await page.mouse.down();
  await page.mouse.move(from.x + 80, from.y + 50, { steps: 4 });
  await page.mouse.move(to.x + 60, to.y + 300, { steps: 8 });
}

export const panelOf = (page: Page, number: string) =>
  page.getByRole('complementary', { name: `Order ${number}` });

/** Opens the panel by a click and in it the dialog of an action. */
export async function askFor(page: Page, number: string, action: string) {
  await cardOf(page, number).click();
  const panel = panelOf(page, number);
  await panel.getByRole('button', { name: action }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  return dialog;
}
