import { tryStorage } from '../shell/try-storage';
import { createMemoryStore, type Entry, type EntryStore } from './entry';

/**
 * Entries kept in this tab under their person's name: they outlive a reload and the trip to the
 * sign-in, and somebody else who signs in here finds none of them.
 */
export function createTabStore(): EntryStore {
  const memory = createMemoryStore();
  let place: string | null = null;
  const keep = () => {
    tryStorage(() => {
      if (place === null) return;
      const entries = memory.list();
      if (entries.length === 0) sessionStorage.removeItem(place);
      else sessionStorage.setItem(place, JSON.stringify(entries));
    });
  };
  return {
    open(person) {
      place = `outbox/${person}`;
      const left = read(place).filter(({ key }) => !memory.list().some((one) => one.key === key));
      for (const entry of left) memory.add(entry);
      return left;
    },
    add(entry) {
      memory.add(entry);
      keep();
    },
    update(entry) {
      memory.update(entry);
      keep();
    },
    remove(key) {
      memory.remove(key);
      keep();
    },
    list: memory.list,
  };
}

/** Nobody knows how far a try got that was cut off: each is queued anew, with its key. */
function read(place: string): readonly Entry[] {
  const text = tryStorage(() => sessionStorage.getItem(place)) ?? '[]';
  const entries = tryStorage(() => JSON.parse(text) as Entry[]) ?? [];
  return entries.map((entry) => ({ ...entry, tries: 0, state: 'queued' }));
}
