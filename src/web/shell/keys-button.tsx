import { useEffect, useRef, useState } from 'react';
import { Icon } from '../icons/icon';
import { TEXTS } from '../texts';
import { lazyPart } from './lazy-part';
import { Overlay } from './overlay';

const KeyList = lazyPart(() => import('./key-list').then((file) => file.KeyList));

/** Said by pages where a person pressed the question mark. */
export const SHOW_KEYS = 'show-keys';

/** Opens the list of keys, from the header or by the question mark. */
export function KeysButton() {
  const button = useRef<HTMLButtonElement>(null);
  // Null until it was wanted once; then it stays in the page, open or closed.
  const [open, setOpen] = useState<boolean | null>(null);

  useEffect(() => {
    const show = () => {
      setOpen(true);
    };
    window.addEventListener(SHOW_KEYS, show);
    return () => {
      window.removeEventListener(SHOW_KEYS, show);
    };
  }, []);

  return (
    <>
      <button
        ref={button}
        type="button"
        className="button button--quiet button--icon"
        aria-label={TEXTS.keys.button}
        onClick={() => {
          setOpen(true);
        }}
      >
        <Icon name="question" size={20} />
      </button>
      {open !== null && (
        <Overlay>
          <KeyList
            open={open}
            onClose={() => {
              setOpen(false);
              button.current?.focus();
            }}
          />
        </Overlay>
      )}
    </>
  );
}
