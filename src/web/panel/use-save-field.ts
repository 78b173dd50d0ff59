import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrderAnswer } from '../../api/answers';
import { fieldEntry, type FieldName } from '../../domain/order/fields';
import { forgetOrder, orderQuery } from '../api/queries';
import { refreshRows } from '../board/refresh-rows';
import { useOutbox } from '../outbox/outbox-context';
import { useAnnounce } from '../shell/announce';
import { TEXTS } from '../texts';

const MAX_RESENDS = 3;

/**
 * Saves one field on the version it was read in. When the order changed meanwhile but this field
 * did not, the same edit goes out again on the new version; else the person compares.
 */
export function useSaveField(name: FieldName, number: string, onSaved: () => void) {
  const client = useQueryClient();
  const { outbox } = useOutbox();
  const { tell } = useAnnounce();
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [theirs, setTheirs] = useState<OrderAnswer | null>(null);
  const { column, label } = fieldEntry(name);

  const send = async (value: string, version: number, resends: number): Promise<void> => {
    const outcome = await outbox.put({
      order: number,
      kind: 'save',
      method: 'PATCH',
      path: `/api/orders/${encodeURIComponent(number)}`,
      body: { [column]: value.trim() === '' ? null : value.trim() },
      ifMatch: `"${version}"`,
    });
    if (outcome.kind === 'done') {
      client.setQueryData(orderQuery(number).queryKey, outcome.answer as OrderAnswer);
      forgetOrder(client, number);
      void refreshRows(client, [number]);
      tell(TEXTS.panel.saved(label));
      onSaved();
      return;
    }
    const { problem } = outcome;
    const current = outcome.kind === 'stale' ? problem?.current : undefined;
    if (current === undefined) {
      const own = problem?.errors.find(({ pointer }) => pointer === `/${column}`);
      setError(own?.detail ?? problem?.detail ?? TEXTS.act.failed);
      return;
    }
    const untouched = problem?.changed?.includes(column) === false;
    if (untouched && resends < MAX_RESENDS) {
      await send(value, current.version, resends + 1);
      return;
    }
    client.setQueryData(orderQuery(number).queryKey, current);
    setTheirs(current);
  };
  const save = (value: string, version: number) => {
    setSaving(true);
    setError(null);
    void send(value, version, 0).finally(() => {
      setSaving(false);
    });
  };
  return { save, saving, error, theirs };
}
