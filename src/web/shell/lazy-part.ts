import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** A part of the pages that could not be fetched: the network was away, or a new build is there. */
export class PartMissing extends Error {}

/** A part fetched when it is first wanted. Its failure is kept for as long as the page: see there. */
export function lazyPart<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch (cause) {
      throw new PartMissing('A part of the page did not come.', { cause });
    }
  });
}
