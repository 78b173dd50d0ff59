import { useEffect, type RefObject } from 'react';
import { TEXTS } from '../texts';

/** The browser begins with the first page by itself. */
let isFirst = true;

/**
 * Names the page in the browser. A page that takes the place of another gives its heading the
 * focus, which went with the link that led here; readers then say where one is.
 */
export function usePageTitle(title: string, heading: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    document.title = title === TEXTS.product ? title : `${title} · ${TEXTS.product}`;
  }, [title]);
  useEffect(() => {
    if (!isFirst && document.activeElement === document.body) heading.current?.focus();
    isFirst = false;
  }, [heading]);
}
