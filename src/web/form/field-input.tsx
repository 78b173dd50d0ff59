import { Field, Input, Textarea } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { fieldEntry, type FieldName, type FieldType } from '../../domain/order/fields';
import { Icon } from '../icons/icon';
import { TEXTS } from '../texts';
import { ChoiceRadios } from './choice-radios';
import { ProviderSelect } from './provider-select';
import { SiteCombobox } from './site-combobox';
import { SpeedInput } from './speed-input';
import './form.css';

export interface FieldInputProps {
  name: FieldName;
  value: string;
  onChange: (value: string) => void;
  error: ReactNode;
  /** Does not block; said in words, without a border. */
  warning?: ReactNode;
  currency: string;
  /** Instead of what the catalogue says. */
  hint?: string | undefined;
  autoFocus?: boolean;
}

/** What every control gets; label, error and state come to it from the field around it. */
export interface ControlProps {
  id: string;
  value: string;
  onChange: (value: string) => void;
  entry: ReturnType<typeof fieldEntry>;
  currency: string;
  autoFocus: boolean;
}

/** One field of the catalogue as an input: label, control, help, error, all from its entry. */
export function FieldInput(props: FieldInputProps) {
  const { name, value, onChange, error, warning, currency, autoFocus = false } = props;
  const entry = fieldEntry(name);
  const Control = CONTROLS[entry.type];
  const message = error ?? warning;
  const hint = props.hint ?? (entry.submitNeeds === true ? TEXTS.form.neededToSubmit : entry.help);
  return (
    <Field
      className={`field field--${entry.column}`}
      label={{ children: entry.label, htmlFor: inputId(name), className: 'field__label' }}
      required={entry.required === true}
      hint={message ? null : (hint ?? null)}
      validationState={error ? 'error' : warning ? 'warning' : 'none'}
      validationMessage={message ? <>{message}</> : null}
      validationMessageIcon={message ? <Icon name={error ? 'error' : 'warning'} size={12} /> : null}
    >
      <Control
        id={inputId(name)}
        value={value}
        onChange={onChange}
        entry={entry}
        currency={currency}
        autoFocus={autoFocus}
      />
    </Field>
  );
}

const inputId = (name: FieldName) => `field-${fieldEntry(name).column}`;

function TextControl({ id, value, onChange, entry, autoFocus }: ControlProps) {
  const max = entry.max;
  if (entry.multiline !== true) {
    return <Input id={id} value={value} autoFocus={autoFocus} onChange={take(onChange)} />;
  }
  return (
    <>
      {entry.min !== undefined && max !== undefined && (
        <span className="field__count">{TEXTS.form.count(Array.from(value).length, max)}</span>
      )}
      <Textarea
        id={id}
        value={value}
        autoFocus={autoFocus}
        resize="vertical"
        rows={entry.min === undefined ? 2 : 3}
        onChange={take(onChange)}
      />
    </>
  );
}

function DateControl({ id, value, onChange, autoFocus }: ControlProps) {
  return (
    <Input id={id} type="date" value={value} autoFocus={autoFocus} onChange={take(onChange)} />
  );
}

function MoneyControl({ id, value, onChange, currency, autoFocus }: ControlProps) {
  return (
    <Input
      id={id}
      value={value}
      inputMode="decimal"
      autoFocus={autoFocus}
      contentAfter={currency}
      onChange={take(onChange)}
    />
  );
}

function MonthsControl({ id, value, onChange, autoFocus }: ControlProps) {
  return (
    <Input
      id={id}
      value={value}
      inputMode="numeric"
      autoFocus={autoFocus}
      contentAfter={TEXTS.form.months}
      onChange={take(onChange)}
    />
  );
}

const take =
  (onChange: (value: string) => void) =>
  (_event: unknown, { value }: { value: string }) => {
    onChange(value);
  };

const CONTROLS: Record<FieldType, (props: ControlProps) => ReactNode> = {
  site: SiteCombobox,
  choice: ChoiceRadios,
  provider: ProviderSelect,
  speed: SpeedInput,
  text: TextControl,
  date: DateControl,
  money: MoneyControl,
  months: MonthsControl,
};
