import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { NOW } from './order-data';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium of this machine, or null where there is none. */
export function findChromium(): string | null {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') return given;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find((path) => existsSync(path)) ?? null;
}

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('There is no Chromium; set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: ARGS, headless: true });
}

/** A page at a fixed moment that remembers everything it must not do. */
export interface WatchedPage {
  page: Page;
  /** Page errors, policy violations, requests to other hosts; a test ends with none. */
  troubles: string[];
}

export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions & { theme?: 'light' | 'dark' } = {},
): Promise<WatchedPage> {
  const { theme = 'light', ...more } = options;
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/Chicago',
    colorScheme: theme,
    reducedMotion: 'reduce',
    ...more,
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (text.includes('Content Security Policy')) troubles.push(`policy: ${text}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('blob:')) troubles.push(`other host: ${url}`);
  });
  return { page, troubles };
}
