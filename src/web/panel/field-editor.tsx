import { Button } from '@fluentui/react-components';
import { useState, type KeyboardEvent } from 'react';
import type { OrderAnswer } from '../../api/answers';
import { fieldEntry, type FieldName } from '../../domain/order/fields';
import { FieldInput } from '../form/field-input';
import { toFormValues } from '../form/field-values';
import { useKept } from '../shell/kept';
import { useNow } from '../shell/use-now';
import { TEXTS } from '../texts';
import { fieldText } from './field-text';
import { useSaveField } from './use-save-field';

interface Props {
  name: FieldName;
  order: OrderAnswer;
  onClose: () => void;
}

/** One field being changed; saved by itself, compared when someone else changed it too. */
export function FieldEditor({ name, order, onClose }: Props) {
  const { now } = useNow();
  const entry = fieldEntry(name);
  const before = toFormValues(order)[entry.column] ?? '';
  const kept = useKept();
  const place = `${order.order_number}/${entry.column}`;
  const [value, setValue] = useState(() => (kept.read(place) ?? before) as string);
  const close = () => {
    kept.forget(place);
    onClose();
  };
  const { save, saving, error, theirs } = useSaveField(name, order.order_number, close);

  // Decisions stand on the terms as they were; the API voids them when a term changes.
  const voids =
    entry.term === true &&
    order.approvals.some((step) => step.state === 'current' || step.state === 'done') &&
    order.dates.submitted_at === null;
  const mayNotSave = saving || value === before;
  const saveNow = () => {
    if (!mayNotSave) save(value, (theirs ?? order).version);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && isLine(event)) {
      event.preventDefault();
      saveNow();
    }
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    // The key closes and loses nothing: the text is there again when the field is opened.
    onClose();
  };
  const theirText = theirs === null ? null : (fieldText(name, theirs, now) ?? TEXTS.panel.empty);
  return (
    <div className="editor" onKeyDown={onKeyDown}>
      <FieldInput
        name={name}
        value={value}
        onChange={(next) => {
          setValue(next);
          kept.keep(place, next);
        }}
        error={error}
        warning={
          theirText === null
            ? voids
              ? TEXTS.panel.voids
              : undefined
            : TEXTS.panel.meanwhile(theirText)
        }
        currency={order.currency}
        autoFocus
      />
      <div className="next">
        <Button appearance="primary" disabledFocusable={mayNotSave} onClick={saveNow}>
          {theirs === null ? TEXTS.panel.save(entry.label) : TEXTS.panel.saveMine}
        </Button>
        <Button onClick={close}>
          {theirs === null ? TEXTS.panel.keep : TEXTS.panel.takeTheirs}
        </Button>
      </div>
    </div>
  );
}

/** One line of text: Enter does nothing else there, neither in a list nor for an unfinished word. */
function isLine({ target, nativeEvent, defaultPrevented }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLInputElement &&
    !['radio', 'checkbox'].includes(target.type) &&
    target.getAttribute('role') !== 'combobox' &&
    !nativeEvent.isComposing &&
    !defaultPrevented
  );
}
