import { useRef, useState } from 'react';
import { leaveToSignIn } from '../api/sign-in';
import { useEntries, useOutbox } from '../outbox/outbox-context';
import { TEXTS } from '../texts';
import { initials } from '../words/initials';
import { forgetEverything } from './kept';
import { useMe } from './me';
import { lazyPart } from './lazy-part';
import { Overlay } from './overlay';

const PersonMenu = lazyPart(() => import('./person-menu').then((file) => file.PersonMenu));
const SignOutDialog = lazyPart(() =>
  import('./sign-out-dialog').then((file) => file.SignOutDialog),
);

/** Who is signed in; opens theme and sign-out. */
export function PersonButton() {
  const me = useMe();
  const { outbox, sender } = useOutbox();
  const waiting = useEntries().length;
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  // Null until it was wanted once; then it stays in the page, open or closed.
  const [asking, setAsking] = useState<boolean | null>(null);

  const signOut = () => {
    outbox.drop();
    forgetEverything();
    void sender.signOut().then((location) => {
      if (location === null) leaveToSignIn();
      else window.location.assign(location);
    }, leaveToSignIn);
  };
  const stay = () => {
    setAsking(false);
    button.current?.focus();
  };
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
        <Overlay>
          <PersonMenu
            target={button.current}
            onClose={() => {
              setOpen(false);
            }}
            onSignOut={() => {
              if (outbox.entries().length > 0) setAsking(true);
              else signOut();
            }}
          />
        </Overlay>
      )}
      {asking !== null && (
        <Overlay>
          <SignOutDialog open={asking} waiting={waiting} onStay={stay} onSignOut={signOut} />
        </Overlay>
      )}
    </>
  );
}
