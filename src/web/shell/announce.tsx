import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';

/** A sentence shown in the corner. Troubles stay until they are closed. */
export interface Notice {
  id: number;
  text: string;
  tone: 'calm' | 'trouble';
}

interface Announcer {
  /** For screen readers only. */
  say: (text: string) => void;
  /** Shown and spoken. */
  tell: (text: string, tone?: Notice['tone']) => void;
  dismiss: (id: number) => void;
}

const AnnounceContext = createContext<Announcer | null>(null);
const NoticesContext = createContext<readonly Notice[]>([]);

/** One polite and one assertive region for the whole page, and the notices to be seen. */
export function AnnounceProvider({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [polite, setPolite] = useState('');
  const [assertive, setAssertive] = useState('');

  const dismiss = useCallback((id: number) => {
    setNotices((all) => all.filter((notice) => notice.id !== id));
  }, []);
  const announcer = useMemo<Announcer>(() => {
    let last = 0;
    return {
      say: setPolite,
      tell: (text, tone = 'calm') => {
        last += 1;
        const notice = { id: last, text, tone };
        setNotices((all) => [...all.slice(-2), notice]);
        (tone === 'trouble' ? setAssertive : setPolite)(text);
      },
      dismiss,
    };
  }, [dismiss]);

  return (
    <AnnounceContext value={announcer}>
      <NoticesContext value={notices}>{children}</NoticesContext>
      <div className="unseen" role="status">
        {polite}
      </div>
      <div className="unseen" role="alert">
        {assertive}
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
