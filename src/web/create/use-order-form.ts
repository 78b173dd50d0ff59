import { useEffect, useState } from 'react';
import type { OrderAnswer, ProblemAnswer } from '../../api/answers';
import { EMPTY_VALUES, columnOfPointer, toFormValues, type FormValues } from '../form/field-values';
import { useKept } from '../shell/kept';

const KEEP_MS = 1_000;

interface KeptForm {
  values: FormValues;
  at: string;
}

const placeOf = (number: string | null) => `form/${number ?? 'new'}`;

/** The text of the form: typed, kept in this tab a second after each change, restored on return. */
export function useOrderForm(initial: OrderAnswer | null) {
  const kept = useKept();
  const [order, setOrder] = useState(initial);
  const number = order?.order_number ?? null;
  const saved = order === null ? EMPTY_VALUES : toFormValues(order);
  const [restored, setRestored] = useState(() => kept.read(placeOf(number)) as KeptForm | null);
  const [values, setValues] = useState<FormValues>(() => ({ ...saved, ...restored?.values }));
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [answered, setAnswered] = useState<readonly ProblemAnswer[]>([]);
  const dirty = Object.keys(saved).some((column) => saved[column] !== values[column]);

  useEffect(() => {
    if (!dirty) return;
    const save = () => {
      kept.keep(placeOf(number), { values, at: new Date().toISOString() });
    };
    const timer = setTimeout(save, KEEP_MS);
    window.addEventListener('pagehide', save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', save);
    };
  }, [values, dirty, number, kept]);

  return {
    order,
    values,
    touched,
    answered,
    dirty,
    restored,
    setAnswered,
    change(column: string, value: string) {
      setValues((all) => ({ ...all, [column]: value }));
      setTouched((all) => new Set([...all, column]));
      setAnswered((all) => all.filter(({ pointer }) => columnOfPointer(pointer) !== column));
    },
    /** The order as the API has it now; what was typed is saved and needs no keeping. */
    take(next: OrderAnswer) {
      kept.forget(placeOf(number));
      kept.forget(placeOf(next.order_number));
      setRestored(null);
      setOrder(next);
      setValues(toFormValues(next));
    },
    /** Only the version changes hands: the text stays, the next save writes over theirs. */
    rebase(next: OrderAnswer) {
      setOrder(next);
    },
    discard: () => {
      kept.forget(placeOf(number));
      setRestored(null);
      setValues(saved);
      setAnswered([]);
      setTouched(new Set());
    },
  };
}

export type OrderForm = ReturnType<typeof useOrderForm>;
