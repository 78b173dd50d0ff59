import { Suspense, useLayoutEffect, useRef, useState } from 'react';
import type { OrderAnswer } from '../../api/answers';
import { fieldEntry, type FieldName } from '../../domain/order/fields';
import type { Today } from '../board/card-states';
import { Icon } from '../icons/icon';
import { TEXTS } from '../texts';
import { fieldText } from './field-text';
import { lazyPart } from '../shell/lazy-part';

const FieldEditor = lazyPart(() => import('./field-editor').then((file) => file.FieldEditor));

interface Props {
  name: FieldName;
  order: OrderAnswer;
  mayEdit: boolean;
  today: Today;
}

/** One field to read, and a pencil where it can be changed. */
export function DetailField({ name, order, mayEdit, today }: Props) {
  const [editing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useLayoutEffect(() => {
    if (wasEditing.current && !editing) pencil.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  const entry = fieldEntry(name);
  const locked = order.locked?.fields.includes(entry.column) === true;
  const text = fieldText(name, order, today.now);
  const wide = entry.multiline === true || editing;
  return (
    <div className={`detail${wide ? ' detail--wide' : ''}`}>
      {editing ? (
        <>
          <dt className="unseen">{entry.label}</dt>
          <dd>
            <Suspense fallback={text}>
              <FieldEditor
                name={name}
                order={order}
                onClose={() => {
                  setEditing(false);
                }}
              />
            </Suspense>
          </dd>
        </>
      ) : (
        <>
          <dt>
            {entry.label}
            {mayEdit && !locked && (
              <button
                ref={pencil}
                type="button"
                className="detail__edit"
                aria-label={TEXTS.panel.edit(entry.label)}
                onClick={() => {
                  setEditing(true);
                }}
              >
                <Icon name="pencil" />
              </button>
            )}
          </dt>
          <dd className={text === null ? 'detail__empty' : undefined}>
            {text ?? TEXTS.panel.empty}
          </dd>
        </>
      )}
    </div>
  );
}
