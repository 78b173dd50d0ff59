import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CheckAnswer } from '../../api/answers';
import { filledFields, type FormValues } from '../form/field-values';
import { useOutbox } from '../outbox/outbox-context';

const PAUSE_MS = 400;
const NOTHING = '';

/** The checks of the API on what is typed, asked again a moment after each change. */
export function useChecks(values: FormValues, number: string | null) {
  const { sender } = useOutbox();
  const fields = filledFields(values);
  const body = number === null ? fields : { order_number: number, ...fields };
  const isTyped = Object.keys(fields).length > 0;
  const question = useSettled(isTyped ? JSON.stringify(body) : NOTHING, PAUSE_MS);
  const query = useQuery({
    queryKey: ['check', question],
    queryFn: ({ signal }) =>
      sender.ask('/api/orders/check', JSON.parse(question), signal) as Promise<CheckAnswer>,
    // What is asked decides, not what was typed since: an empty form has nothing to check.
    enabled: isTyped && question !== NOTHING,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
  return {
    check: query.data,
    checkedAt: query.dataUpdatedAt === 0 ? null : new Date(query.dataUpdatedAt).toISOString(),
    checking: query.isFetching,
    error: query.error,
  };
}

function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(value);
    }, ms);
    return () => {
      clearTimeout(timer);
    };
  }, [value, ms]);
  return settled;
}
