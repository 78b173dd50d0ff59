import { useEffect, useState } from 'react';
import { Icon } from '../icons/icon';
import { TEXTS } from '../texts';
import { useAnnounce, useNotices } from './announce';
import type { Notice } from './with-notice';
import './notices.css';

const SHOWN_MS = 8_000;

/** Notices in the corner; a calm one goes by itself unless someone points at it. */
export function Notices() {
  const notices = useNotices();
  return (
    <section className="notices" aria-label={TEXTS.notices}>
      {notices.map((notice) => (
        <NoticeBox key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeBox({ notice }: { notice: Notice }) {
  const { dismiss } = useAnnounce();
  const [held, setHeld] = useState(false);

  useEffect(() => {
    if (held || notice.tone === 'trouble') return;
    const timer = setTimeout(() => {
      dismiss(notice.id);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [held, notice, dismiss]);

  const hold = (value: boolean) => () => {
    setHeld(value);
  };
  return (
    <div
      className={`notice notice--${notice.tone}`}
      onPointerEnter={hold(true)}
      onPointerLeave={hold(false)}
      onFocus={hold(true)}
      onBlur={hold(false)}
    >
      <Icon name={notice.tone === 'trouble' ? 'warning' : 'check'} />
      <span>{notice.text}</span>
      <button
        type="button"
        className="notice__close"
        aria-label={TEXTS.close}
        onClick={() => {
          dismiss(notice.id);
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
