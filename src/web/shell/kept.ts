import { useMemo } from 'react';
import { useMe } from './me';
import { tryStorage } from './try-storage';

/**
 * What somebody typed and has not sent, kept in this tab per person and place: it outlives a reload
 * and a session that ends in the middle of a sentence.
 */
export interface Kept {
  read: (place: string) => unknown;
  keep: (place: string, value: unknown) => void;
  forget: (place: string) => void;
}

export function useKept(): Kept {
  const { oid } = useMe();
  return useMemo(() => createKept(oid), [oid]);
}

function createKept(person: string): Kept {
  const keyOf = (place: string) => `kept/${person}/${place}`;
  return {
    read: (place) =>
      tryStorage(() => JSON.parse(sessionStorage.getItem(keyOf(place)) ?? 'null') as unknown),
    keep: (place, value) => {
      tryStorage(() => {
        sessionStorage.setItem(keyOf(place), JSON.stringify(value));
      });
    },
    forget: (place) => {
      tryStorage(() => {
        sessionStorage.removeItem(keyOf(place));
      });
    },
  };
}

/** Signing out leaves nothing for whoever sits down next. */
export function forgetEverything(): void {
  tryStorage(() => {
    sessionStorage.clear();
  });
}
