import { Link } from 'wouter';
import { FIELD_NAMES, fieldEntry } from '../../domain/order/fields';
import { formatMoney } from '../../domain/money';
import { TEXTS } from '../texts';
import { FieldInput } from '../form/field-input';
import type { FormMessages, Message } from './field-messages';
import type { OrderForm } from './use-order-form';

interface Props {
  form: OrderForm;
  messages: FormMessages;
  currency: string;
  /** What the circuit costs over its term, once that is known. */
  total: string | null;
}

/** Every field of the catalogue in its order; the style sheet puts short ones side by side. */
export function FormFields({ form, messages, currency, total }: Props) {
  return FIELD_NAMES.map((name) => {
    const { column } = fieldEntry(name);
    const about = (list: readonly Message[]) => {
      const message = list.find((one) => one.column === column);
      return message === undefined ? null : <MessageText message={message} />;
    };
    return (
      <FieldInput
        key={name}
        name={name}
        value={form.values[column] ?? ''}
        onChange={(value) => {
          form.change(column, value);
        }}
        error={about(messages.errors)}
        warning={about(messages.warnings)}
        currency={currency}
        hint={
          name === 'contractTerm' && total !== null
            ? TEXTS.form.totalOverTerm(formatMoney({ amount: total, currency }))
            : undefined
        }
      />
    );
  });
}

function MessageText({ message }: { message: Message }) {
  const { text, orderNumber } = message;
  if (orderNumber === null) return text;
  const [before, after] = text.split(orderNumber);
  const link = <Link href={`/circuit-orders/${orderNumber}`}>{orderNumber}</Link>;
  if (after === undefined) {
    return (
      <>
        {text} {link}
      </>
    );
  }
  return (
    <>
      {before}
      {link}
      {after}
    </>
  );
}
