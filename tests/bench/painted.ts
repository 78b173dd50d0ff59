import type { Page } from 'playwright-core';

/**
 * When a change has been painted: the moment, by the clock all processes share, two frames after
 * what fits the selector is in the page. The first frame may have begun before the change.
 */
export async function painted(page: Page, selector: string): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const frames = () => requestAnimationFrame(() => requestAnimationFrame(() => {
      resolve(performance.timeOrigin + performance.now());
    }));
    const isThere = () => document.querySelector(${JSON.stringify(selector)}) !== null;
    if (isThere()) { frames(); return; }
    const watcher = new MutationObserver(() => {
      if (!isThere()) return;
      watcher.disconnect();
      frames();
    });
    watcher.observe(document, { subtree: true, childList: true, attributes: true });
  })`);
}

/** The same clock on this side. */
export const wallClock = () => performance.timeOrigin + performance.now();
