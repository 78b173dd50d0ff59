import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Status } from '../../domain/order/stages';
import type { Wish } from '../act/act-context';
import { transitionsQuery } from '../api/queries';
import { useAnnounce } from '../shell/announce';
import { TEXTS } from '../texts';
import type { BoardState } from './board-state';
import { scrollWhileDragging, watchDrags } from './drag';
import { countLegal, dropCues, type DropCues } from './drop-cues';
import type { Pins } from './pins';
import { knownRow } from './refresh-rows';

interface Parts {
  state: BoardState | undefined;
  pins: Pins;
  act: (wish: Wish) => void;
}

/** A drag from pick-up to the dialog: what each column says, and what becomes of the drop. */
export function useDrag({ state, pins, act }: Parts) {
  const client = useQueryClient();
  const { say, tell } = useAnnounce();
  const [order, setOrder] = useState<string | null>(null);
  const exact = useQuery({ ...transitionsQuery(order ?? ''), enabled: order !== null });
  const answer = exact.data;

  const cues = useMemo((): DropCues | null => {
    const row = order === null ? undefined : state?.rows.get(order);
    return row === undefined || state === undefined ? null : dropCues(row, state.actions, answer);
  }, [order, state, answer]);
  const latest = useRef({ cues, state, act });
  useEffect(() => {
    latest.current = { cues, state, act };
  });

  useEffect(() => {
    const onPickUp = (number: string) => {
      setOrder(number);
      pins.pin('drag', number);
      const row = knownRow(client, number);
      const { state: board } = latest.current;
      if (row === undefined || board === undefined) return;
      const known = client.getQueryData(transitionsQuery(number).queryKey);
      say(TEXTS.move.pickedUp(number, countLegal(dropCues(row, board.actions, known))));
    };
    const onPutDown = (number: string, status: Status | null, accepted: boolean) => {
      const { cues: said, state: board, act: start } = latest.current;
      setOrder(null);
      pins.pin('drag', null);
      const cue = status === null ? undefined : said?.[status];
      const row = board?.rows.get(number);
      if (cue?.kind === 'legal' && accepted && row !== undefined && board !== undefined) {
        const description = board.actions[cue.action];
        const back = document.querySelector<HTMLElement>(`[data-order="${number}"] .card__number`);
        start({ order: row, action: cue.action, description, toStatus: status, back });
      } else if (cue?.kind === 'denied') {
        tell(TEXTS.move.notMoved(cue.reason), 'trouble');
      } else {
        say(TEXTS.move.putBack(number));
      }
    };
    return watchDrags({ onPickUp, onPutDown });
  }, [client, pins, say, tell]);

  // Columns ask at every move of the pointer, also before React has drawn the pick-up.
  const canDrop = useCallback(
    (number: string, status: Status) => {
      const { state: board } = latest.current;
      const row = board?.rows.get(number);
      if (row === undefined || board === undefined) return false;
      const known = client.getQueryData(transitionsQuery(number).queryKey);
      return dropCues(row, board.actions, known)[status].kind === 'legal';
    },
    [client],
  );
  const scrollArea = useCallback((element: HTMLElement | null) => {
    return element === null ? undefined : scrollWhileDragging(element);
  }, []);
  const hint =
    order === null || cues === null ? null : TEXTS.move.pickedUp(order, countLegal(cues));
  return { order, cues, canDrop, scrollArea, hint };
}
