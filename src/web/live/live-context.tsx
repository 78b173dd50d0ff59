import {
  createContext,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import type { LiveHint } from '../../api/answers';
import { leaveToSignIn } from '../api/sign-in';
import { createLiveFeed, type LiveState } from './live-feed';

/** What pages want to hear: changed orders, or that it is time to ask again. */
export interface LiveListener {
  onHints: (hints: readonly LiveHint[]) => void;
  onPoll: () => void;
}

interface Live {
  state: LiveState;
  begin: (place: string | null) => void;
  listen: (listener: LiveListener) => () => void;
}

const LiveContext = createContext<Live | null>(null);

/** A page nobody looks at gives its connection back after a minute. */
const HIDDEN_MS = 60_000;

/** One event stream per page, open once the page knows from where and while it is seen. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<LiveState>('connecting');
  const listeners = useRef(new Set<LiveListener>());
  const begin = useRef<(place: string | null) => void>(() => undefined);

  useLayoutEffect(() => {
    const tellAll = (say: (listener: LiveListener) => void) => {
      for (const listener of listeners.current) say(listener);
    };
    const feed = createLiveFeed({
      onHints: (hints) => {
        tellAll((listener) => {
          listener.onHints(hints);
        });
      },
      onPoll: () => {
        tellAll((listener) => {
          listener.onPoll();
        });
      },
      onState: setState,
      onSignedOut: leaveToSignIn,
    });
    let hidden: ReturnType<typeof setTimeout> | undefined;
    let begun: 'not' | 'now' | 'placed' = 'not';
    const onVisibility = () => {
      clearTimeout(hidden);
      if (document.hidden) hidden = setTimeout(feed.stop, HIDDEN_MS);
      else if (begun !== 'not') feed.start();
    };
    begin.current = (place) => {
      if (begun === 'placed') return;
      if (place !== null) feed.startFrom(place);
      else if (begun === 'not') feed.start();
      begun = place === null ? 'now' : 'placed';
    };
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      clearTimeout(hidden);
      feed.stop();
    };
  }, []);

  const live = useMemo(
    () => ({
      state,
      begin: (place: string | null) => {
        begin.current(place);
      },
      listen: (listener: LiveListener) => {
        listeners.current.add(listener);
        return () => {
          listeners.current.delete(listener);
        };
      },
    }),
    [state],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLiveState(): LiveState {
  return useLive().state;
}

/**
 * Opens the stream: from where the rows on the page stand, or from now (null) where the page has
 * none. Undefined: they are not read yet. The first rows count, the stream never leaves them again.
 */
export function useLiveFrom(place: string | null | undefined): void {
  const { begin } = useLive();
  useEffect(() => {
    if (place !== undefined) begin(place);
  }, [begin, place]);
}

/** Calls the listener until the component goes; the listener may change at every render. */
export function useLiveListener(listener: Partial<LiveListener>): void {
  const { listen } = useLive();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(
    () =>
      listen({
        onHints: (hints) => {
          latest.current.onHints?.(hints);
        },
        onPoll: () => {
          latest.current.onPoll?.();
        },
      }),
    [listen],
  );
}

function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === null) throw new Error('No live provider above this component.');
  return live;
}
