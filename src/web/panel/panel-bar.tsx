import type { Ref } from 'react';
import { Icon } from '../icons/icon';
import { useAnnounce } from '../shell/announce';
import { TEXTS } from '../texts';

interface Props {
  number: string;
  revision: number | undefined;
  closeRef: Ref<HTMLButtonElement>;
  onClose: () => void;
}

/** The line that never scrolls: number, revision, link, close. */
export function PanelBar({ number, revision, closeRef, onClose }: Props) {
  const { tell } = useAnnounce();
  const copy = async () => {
    const link = `${window.location.origin}/circuit-orders/${number}`;
    try {
      await navigator.clipboard.writeText(link);
      tell(TEXTS.panel.copied);
    } catch {
      // Not allowed, or there is no clipboard at all, as on plain-http host names.
      tell(link);
    }
  };
  return (
    <div className="panel__bar">
      <p>
        {number}
        {revision !== undefined && ` · ${TEXTS.panel.revision(revision)}`}
      </p>
      <button
        type="button"
        className="button button--quiet button--icon"
        aria-label={TEXTS.panel.copyLink}
        onClick={() => {
          void copy();
        }}
      >
        <Icon name="link" size={20} />
      </button>
      <span className="panel__divider" />
      <button
        ref={closeRef}
        type="button"
        className="button button--quiet button--icon"
        aria-label={TEXTS.close}
        onClick={onClose}
      >
        <Icon name="close" size={20} />
      </button>
    </div>
  );
}
