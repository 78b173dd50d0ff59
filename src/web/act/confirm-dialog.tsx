import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type SyntheticEvent } from 'react';
import type { SeenAnswer } from '../../api/answers';
import { transitionsQuery } from '../api/queries';
import { LoadTrouble } from '../shell/load-trouble';
import { TEXTS } from '../texts';
import type { Wish, WishInput } from './act-context';
import { AskedInputs } from './asked-inputs';
import { missingInput } from './missing-input';
import { WishFacts } from './wish-facts';
import './confirm-dialog.css';

interface Props {
  open: boolean;
  wish: Wish;
  typed: WishInput;
  onType: (input: WishInput) => void;
  onClose: () => void;
  onConfirm: (seen: SeenAnswer, input: WishInput) => void;
}

/** What an action will do, asked before it is done; both ways out are named. */
export function ConfirmDialog({ open, wish, typed, onType, onClose, onConfirm }: Props) {
  const { order, action, description } = wish;
  const [input, setInput] = useState(typed);
  const [tried, setTried] = useState(false);
  const transitions = useQuery({ ...transitionsQuery(order.order_number), staleTime: 0 });
  const offer = transitions.isFetching
    ? undefined
    : transitions.data?.actions.find((one) => one.action === action);
  const missing = missingInput(description.asks, input);
  const asksNothing = description.asks.length === 0;
  // Fluent gives the focus to the first button, which is the way back.
  useEffect(() => {
    if (open && asksNothing) document.getElementById('act-confirm')?.focus();
  }, [open, asksNothing]);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    // A closed dialog is still on the page while it fades; a second click would be a second wish.
    if (!open) return;
    setTried(true);
    const first = Object.keys(missing)[0];
    if (first !== undefined) {
      document.getElementById(`act-${first}`)?.focus();
      return;
    }
    if (offer?.allowed !== true) return;
    onConfirm(offer.seen, input);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(_event, data) => {
        if (!data.open) onClose();
      }}
    >
      <DialogSurface className="dialog">
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>{TEXTS.act.title(description.label, order.order_number)}</DialogTitle>
            <DialogContent className="act">
              <p className="act__order">
                {order.site_name}, {order.provider_name} {order.speed}, {order.circuit_purpose}
              </p>
              <WishFacts wish={wish} consequence={offer?.consequence ?? null} />
              <AskedInputs
                asks={description.asks}
                input={input}
                missing={tried ? missing : {}}
                onChange={(next) => {
                  setInput(next);
                  onType(next);
                }}
              />
              {transitions.error !== null && (
                <LoadTrouble error={transitions.error} onRetry={transitions.refetch} />
              )}
              {offer?.allowed === false && (
                <p className="act__refusal" role="alert">
                  {offer.reason}
                </p>
              )}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{TEXTS.act.keep[action] ?? TEXTS.act.back}</Button>
              <Button
                type="submit"
                appearance="primary"
                id="act-confirm"
                disabledFocusable={offer?.allowed !== true}
              >
                {description.label}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
