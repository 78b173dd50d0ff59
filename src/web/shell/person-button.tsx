import { Suspense, lazy, useRef, useState } from 'react';
import { TEXTS } from '../texts';
import { initials } from '../words/initials';
import { useMe } from './me';

const PersonMenu = lazy(() =>
  import('./person-menu').then((file) => ({ default: file.PersonMenu })),
);

/** Who is signed in; opens theme and sign-out. */
export function PersonButton() {
  const me = useMe();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="person"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => {
          setOpen(true);
        }}
      >
        <span className="avatar avatar--mine avatar--large" aria-hidden="true">
          {initials(me.name)}
        </span>
        <span className="unseen">{TEXTS.person.menu(me.name)}</span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <PersonMenu
            target={button.current}
            onClose={() => {
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
