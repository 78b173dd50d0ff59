import { Link } from 'wouter';
import { Icon } from '../icons/icon';
import { useAnnounce } from '../shell/announce';
import { useMe } from '../shell/me';
import { TEXTS } from '../texts';

/** The way to a new order; where the API says no, its reason instead. */
export function CreateLink() {
  const offer = useMe().may?.create;
  const { tell } = useAnnounce();
  const label = (
    <>
      <Icon name="plus" /> {TEXTS.board.create}
    </>
  );
  if (offer?.allowed !== false) {
    return (
      <Link href="/circuit-orders/new" className="button button--primary create-link">
        {label}
      </Link>
    );
  }
  return (
    <button
      type="button"
      className="button create-link"
      aria-disabled="true"
      title={offer.reason ?? undefined}
      onClick={() => {
        tell(offer.reason ?? TEXTS.move.noWay, 'trouble');
      }}
    >
      {label}
    </button>
  );
}
