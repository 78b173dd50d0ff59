import { useQueryClient } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { STATUS_NAMES, type Status } from '../../domain/order/stages';
import { useAct } from '../act/act-context';
import { transitionsQuery } from '../api/queries';
import { useAnnounce } from '../shell/announce';
import { TEXTS } from '../texts';
import type { BoardState } from './board-state';
import { dropCues } from './drop-cues';

/**
 * Ctrl+Shift+arrow: the drag to the next column that takes the card in that direction. Where none
 * does, the column beside it says why.
 */
export function useMoveKey(state: BoardState | undefined) {
  const client = useQueryClient();
  const act = useAct();
  const { tell } = useAnnounce();

  const move = async (order: string, step: 1 | -1, back: HTMLElement) => {
    const row = state?.rows.get(order);
    if (state === undefined || row === undefined) return;
    const exact = await client.query(transitionsQuery(order)).catch(() => undefined);
    const cues = dropCues(row, state.actions, exact);
    const ahead = columnsFrom(row.status, step);
    for (const toStatus of ahead) {
      const cue = cues[toStatus];
      if (cue.kind !== 'legal') continue;
      act({
        order: row,
        action: cue.action,
        description: state.actions[cue.action],
        toStatus,
        back,
      });
      return;
    }
    const beside = ahead[0] === undefined ? null : cues[ahead[0]];
    if (beside?.kind === 'denied') tell(TEXTS.move.notMoved(beside.reason), 'trouble');
  };

  /** True: the key was this one. */
  return (event: KeyboardEvent<HTMLElement>): boolean => {
    const step = { ArrowRight: 1 as const, ArrowLeft: -1 as const }[event.key];
    if (step === undefined || !event.ctrlKey || !event.shiftKey || event.altKey) return false;
    const card = (event.target as HTMLElement).closest<HTMLElement>('[data-order]');
    const link = card?.querySelector<HTMLElement>('.card__number');
    if (!link || card?.dataset['order'] === undefined) return false;
    event.preventDefault();
    void move(card.dataset['order'], step, link);
    return true;
  };
}

function columnsFrom(status: Status, step: 1 | -1): Status[] {
  const at = STATUS_NAMES.indexOf(status);
  return step === 1 ? STATUS_NAMES.slice(at + 1) : STATUS_NAMES.slice(0, at).reverse();
}
