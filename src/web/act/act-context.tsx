import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { ActionDescription, OrderRow, SeenAnswer } from '../../api/answers';
import type { ActionName } from '../../domain/order/actions';
import type { Status } from '../../domain/order/stages';
import { useKept } from '../shell/kept';
import { usePerform } from './perform';
import { lazyPart } from '../shell/lazy-part';
import { Overlay } from '../shell/overlay';

const ConfirmDialog = lazyPart(() => import('./confirm-dialog').then((file) => file.ConfirmDialog));

/** What the person wants done, before they have read what it means. */
export interface Wish {
  order: Pick<
    OrderRow,
    'order_number' | 'site_name' | 'provider_name' | 'speed' | 'circuit_purpose'
  >;
  action: ActionName;
  description: Pick<ActionDescription, 'label' | 'asks'>;
  /** Set where the wish is a column: a drag or the move menu. */
  toStatus: Status | null;
  /** Takes the focus when the dialog closes. */
  back: HTMLElement | null;
}

export type WishInput = Partial<
  Record<'comment' | 'reason' | 'result' | 'billing_start_on', string>
>;

export interface Confirmed extends Wish {
  seen: SeenAnswer;
  input: WishInput;
}

const ActContext = createContext<((wish: Wish) => void) | null>(null);

/** Every action of every page: the dialog that says what it does, then the outbox. */
export function ActProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  // The dialog stays in the page closed: Fluent gives the page back only when it closes by itself.
  const [asked, setAsked] = useState<{ wish: Wish; open: boolean; times: number } | null>(null);
  // What was typed for an action stays until the action is done, whatever closes the dialog.
  const kept = useKept();
  const perform = usePerform((done) => {
    kept.forget(placeOf(done));
  });

  const start = useCallback(
    (wish: Wish) => {
      void client.invalidateQueries({ queryKey: ['transitions', wish.order.order_number] });
      setAsked((before) => ({ wish, open: true, times: (before?.times ?? 0) + 1 }));
    },
    [client],
  );
  const close = () => {
    const back = asked?.wish.back;
    setAsked((before) => before && { ...before, open: false });
    // After the dialog has given the focus up.
    setTimeout(() => {
      (back?.isConnected === true ? back : document.getElementById('orders'))?.focus();
    }, 0);
  };

  // Back and forward lead away from what the dialog speaks of.
  const [path] = useLocation();
  useEffect(() => {
    setAsked((before) => before && { ...before, open: false });
  }, [path]);

  return (
    <ActContext value={start}>
      {children}
      {asked !== null && (
        <Overlay>
          <ConfirmDialog
            key={asked.times}
            open={asked.open}
            wish={asked.wish}
            typed={kept.read(placeOf(asked.wish)) ?? {}}
            onType={(input) => {
              kept.keep(placeOf(asked.wish), input);
            }}
            onClose={close}
            onConfirm={(seen, input) => {
              close();
              void perform({ ...asked.wish, seen, input });
            }}
          />
        </Overlay>
      )}
    </ActContext>
  );
}

const placeOf = (wish: Wish) => `${wish.order.order_number}/${wish.action}`;

export function useAct(): (wish: Wish) => void {
  const start = useContext(ActContext);
  if (start === null) throw new Error('No act provider above this component.');
  return start;
}
