import type { Page } from 'playwright-core';
import { until } from '../../support/personas';

/** What has the focus, and whether somebody who only looks would know. */
export interface Focus {
  /** Label or text of the element. */
  name: string;
  /** The dialog, menu, column or part of the page it stands in. */
  place: string;
  /** A ring is drawn at it, or an edge at the box around a text field. */
  ringed: boolean;
  /** It lies inside the window and under nothing else. */
  uncovered: boolean;
}

// Text, because the tests are compiled without the browser's types.
const READ_FOCUS = `(() => {
  const at = document.activeElement;
  if (at === document.body) return { name: '', place: 'body', ringed: false, uncovered: false };
  const solid = (color) => !/^(transparent|rgba\\(\\d+, \\d+, \\d+, 0\\))$/.test(color);
  const drawn = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    if (pseudo !== undefined && style.content === 'none') return false;
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const inner = pseudo !== undefined || element !== at;
    const edged = inner && parseFloat(style.borderBottomWidth) >= 2 && solid(style.borderBottomColor);
    return edged || (outlined && solid(style.outlineColor));
  };
  const ringOf = (element) => [undefined, '::before', '::after'].some((one) => drawn(element, one));
  const isText = at.matches('input:not([type=radio], [type=checkbox]), textarea');
  const around = isText ? [at, at.parentElement, at.parentElement.parentElement] : [at];
  const box = at.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 40), box.top + box.height / 2);
  const by = document.getElementById(at.getAttribute('aria-labelledby') ?? '');
  const label = [at.getAttribute('aria-label'), by?.textContent, at.labels?.[0]?.textContent]
    .find((text) => text) ?? at.textContent;
  const place = at.closest('[role=dialog]') ??
    at.closest('[role=menu], aside, [data-status], article, form, nav, header, main');
  return {
    name: label.replace(/\\s+/g, ' ').trim(),
    place: place?.dataset.status ?? place?.getAttribute('role') ?? (place ?? at).tagName.toLowerCase(),
    ringed: around.some(ringOf),
    uncovered: top !== null && (at.contains(top) || top.contains(at)),
  };
})()`;

const focusOf = (page: Page) => page.evaluate<Focus>(READ_FOCUS);

const MAX_STEPS = 60;

/**
 * Walks with Tab, or backwards, until the focus is on what fits; every stop on the way has to be
 * visible, or a person would be lost there.
 */
export async function tabTo(
  page: Page,
  name: RegExp,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  const passed: Focus[] = [];
  for (let step = 0; step < MAX_STEPS; step += 1) {
    await page.keyboard.press(key);
    const focus = await focusOf(page);
    passed.push(focus);
    if (!name.test(focus.name)) continue;
    // Between the last and the first stop lies the browser's own bar.
    const stops = passed.filter((one) => one.place !== 'body');
    expect(stops.filter((one) => !one.ringed || !one.uncovered)).toEqual([]);
    return;
  }
  throw new Error(`No ${name.source}; passed ${passed.map((one) => one.name).join(' | ')}`);
}

/** Waits until the focus is on what fits, in that place, and visible. */
export async function expectFocus(page: Page, name: RegExp, place: string): Promise<void> {
  await until(
    () => focusOf(page),
    (found) => name.test(found.name) && found.place === place && found.ringed && found.uncovered,
  );
}
