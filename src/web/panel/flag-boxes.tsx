import type { OrderAnswer } from '../../api/answers';
import { Icon } from '../icons/icon';
import { useNow } from '../shell/use-now';
import { flagNotes } from './flag-notes';

/** Everything unusual about the order, each with its reason. */
export function FlagBoxes({ order }: { order: OrderAnswer }) {
  const today = useNow();
  return flagNotes(order, today).map((note) => (
    <div key={note.title} className={`flag flag--${note.tone}`}>
      <Icon name={note.icon} />
      <p>
        <strong>{note.title}</strong>
        {note.reason}
      </p>
    </div>
  ));
}
