import { useEffect, useState, type RefObject } from 'react';

/** Below the sticky line of links. */
const LINE_PX = 64;

/** Which of the sections of one scroll a person reads: the last whose head has reached the top. */
export function useCurrentSection(nav: RefObject<HTMLElement | null>, ids: readonly string[]) {
  const [current, setCurrent] = useState(ids[0]);
  const list = ids.join(' ');
  useEffect(() => {
    const scroller = nav.current?.parentElement;
    if (!scroller) return;
    const onScroll = () => {
      const line = scroller.getBoundingClientRect().top + LINE_PX;
      const all = list.split(' ');
      const top = (id: string) => document.getElementById(id)?.getBoundingClientRect().top;
      const reached = all.findLast((id) => (top(id) ?? Infinity) <= line) ?? all[0];
      const atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
      // A short last section never reaches the top; who has chosen it stays there.
      setCurrent((before) =>
        atEnd && all.indexOf(before ?? '') > all.indexOf(reached ?? '') ? before : reached,
      );
    };
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      scroller.removeEventListener('scroll', onScroll);
    };
  }, [nav, list]);
  return [current, setCurrent] as const;
}
