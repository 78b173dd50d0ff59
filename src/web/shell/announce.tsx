import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { withNotice, type Notice } from './with-notice';

interface Announcer {
  /** For screen readers only. */
  say: (text: string) => void;
  /** Shown and spoken. */
  tell: (text: string, tone?: Notice['tone']) => void;
  dismiss: (id: number) => void;
}

const AnnounceContext = createContext<Announcer | null>(null);
const NoticesContext = createContext<readonly Notice[]>([]);

const SILENCE = { text: '', times: 0 };

/** Counted, for readers speak what is new in a region and not what stands there already. */
const spoken = (text: string) => (before: typeof SILENCE) => ({ text, times: before.times + 1 });

/** One polite and one assertive region for the whole page, and the notices to be seen. */
export function AnnounceProvider({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [polite, setPolite] = useState(SILENCE);
  const [assertive, setAssertive] = useState(SILENCE);

  const dismiss = useCallback((id: number) => {
    setNotices((all) => all.filter((notice) => notice.id !== id));
  }, []);
  const announcer = useMemo<Announcer>(() => {
    let last = 0;
    return {
      say: (text) => {
        setPolite(spoken(text));
      },
      tell: (text, tone = 'calm') => {
        last += 1;
        const notice = { id: last, text, tone };
        setNotices((all) => withNotice(all, notice));
        (tone === 'trouble' ? setAssertive : setPolite)(spoken(text));
      },
      dismiss,
    };
  }, [dismiss]);

  return (
    <AnnounceContext value={announcer}>
      <NoticesContext value={notices}>{children}</NoticesContext>
      <div className="unseen" role="status">
        <span key={polite.times}>{polite.text}</span>
      </div>
      <div className="unseen" role="alert">
        <span key={assertive.times}>{assertive.text}</span>
      </div>
    </AnnounceContext>
  );
}

export function useAnnounce(): Announcer {
  const announcer = useContext(AnnounceContext);
  if (announcer === null) throw new Error('No announcer above this component.');
  return announcer;
}

export function useNotices(): readonly Notice[] {
  return useContext(NoticesContext);
}
