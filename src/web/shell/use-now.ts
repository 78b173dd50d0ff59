import { useEffect, useMemo, useState } from 'react';
import { localDate } from '../../domain/time';
import type { Today } from '../board/card-states';
import { useMe } from './me';

const MINUTE_MS = 60_000;

/** Now and today where the reader is, renewed every minute so that "Today" does not grow old. */
export function useNow(): Today {
  const { time_zone: zone } = useMe();
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(new Date().toISOString());
    }, MINUTE_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  // The same object until the minute is over: cards are drawn again only when something is new.
  return useMemo(() => ({ now, zone, today: localDate(now, zone) }), [now, zone]);
}
