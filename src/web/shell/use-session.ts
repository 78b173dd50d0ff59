import { useEffect } from 'react';
import type { MeAnswer } from '../../api/list-answers';
import { readJson } from '../api/read-json';
import { useMe } from './me';

/** A session can end, or become another person's, in another tab: seen when this one is looked at. */
export function useSession(): void {
  const { oid } = useMe();
  useEffect(() => {
    const look = () => {
      if (document.hidden) return;
      void readJson('/api/me').then(
        (answer) => {
          if ((answer as MeAnswer).oid !== oid) window.location.reload();
        },
        // Without a session the reading itself leaves for the sign-in; without a network all stays.
        () => undefined,
      );
    };
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
    };
  }, [oid]);
}
