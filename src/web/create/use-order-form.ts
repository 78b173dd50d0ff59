import { useCallback, useEffect, useRef, useState } from 'react';
import type { OrderAnswer, ProblemAnswer } from '../../api/answers';
import {
  EMPTY_VALUES,
  columnOfPointer,
  toFormValues,
  typedSince,
  type FormValues,
} from '../form/field-values';
import { useKept } from '../shell/kept';
import { nextWish, refusedWish, type KeptForm, type Wish } from './wish';

const placeOf = (number: string | null) => `form/${number ?? 'new'}`;

/** The text of the form: typed, kept in this tab with each change, restored on return. */
export function useOrderForm(initial: OrderAnswer | null) {
  const kept = useKept();
  const [order, setOrder] = useState(initial);
  const number = order?.order_number ?? null;
  const saved = order === null ? EMPTY_VALUES : toFormValues(order);
  const [restored, setRestored] = useState(() => kept.read(placeOf(number)) as KeptForm | null);
  const [values, setValues] = useState<FormValues>(() => ({ ...saved, ...restored?.values }));
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [answered, setAnswered] = useState<readonly ProblemAnswer[]>([]);
  const wish = useRef<Wish | null>(restored?.wish ?? null);
  const dirty = Object.keys(saved).some((column) => saved[column] !== values[column]);

  const keep = useCallback(() => {
    const form: KeptForm = { values, at: new Date().toISOString(), wish: wish.current };
    kept.keep(placeOf(number), form);
  }, [kept, number, values]);
  const forget = () => {
    kept.forget(placeOf(number));
    wish.current = null;
  };

  useEffect(() => {
    if (dirty) keep();
  }, [dirty, keep]);

  return {
    order,
    values,
    touched,
    answered,
    dirty,
    restored,
    setAnswered,
    /** What a press asks for, kept before it is sent: the page may be gone before the answer. */
    ask(submit: boolean) {
      const asked = nextWish(wish.current, values, submit);
      wish.current = asked;
      keep();
      return asked;
    },
    /** The API stored nothing of it. */
    unask() {
      if (wish.current !== null) wish.current = refusedWish(wish.current);
    },
    change(column: string, value: string) {
      setValues((all) => ({ ...all, [column]: value }));
      setTouched((all) => new Set([...all, column]));
      setAnswered((all) => all.filter(({ pointer }) => columnOfPointer(pointer) !== column));
    },
    /** The order as the API has it now, in answer to the values of this render. */
    take(next: OrderAnswer) {
      forget();
      kept.forget(placeOf(next.order_number));
      setRestored(null);
      setOrder(next);
      setValues((typed) => typedSince(typed, values, toFormValues(next)));
    },
    /** Only the version changes hands: the text stays, the next save writes over theirs. */
    rebase(next: OrderAnswer) {
      if (next.order_number !== number) forget();
      setOrder(next);
    },
    discard: () => {
      forget();
      setRestored(null);
      setValues(saved);
      setAnswered([]);
      setTouched(new Set());
    },
  };
}

export type OrderForm = ReturnType<typeof useOrderForm>;
