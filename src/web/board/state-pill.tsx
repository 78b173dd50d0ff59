import { Icon } from '../icons/icon';
import type { CardState } from './card-states';
import './state-pill.css';

/** A state as a filled pill where someone must act, as plain icon and words where it only informs. */
export function StatePill({ state }: { state: CardState }) {
  return (
    <span className={`pill pill--${state.tone}`}>
      <Icon name={state.icon} size={12} />
      <span className="pill__text">{state.text}</span>
    </span>
  );
}
