import { fieldEntry, fieldOf } from '../../domain/order/fields';
import { Icon } from '../icons/icon';
import { TEXTS } from '../texts';

interface Props {
  changed: readonly string[];
  onMine: () => void;
  onTheirs: () => void;
}

/** Someone else saved the draft first; nothing is chosen for the person. */
export function StaleNote({ changed, onMine, onTheirs }: Props) {
  const labels = changed.map((column) => {
    const name = fieldOf(column);
    return name === undefined ? column : fieldEntry(name).label;
  });
  return (
    <div className="stale" role="alert">
      <Icon name="warning" size={20} />
      <p>{TEXTS.form.stale(labels.join(', '))}</p>
      <button type="button" className="button" onClick={onMine}>
        {TEXTS.form.overwrite}
      </button>
      <button type="button" className="button" onClick={onTheirs}>
        {TEXTS.form.reload}
      </button>
    </div>
  );
}
