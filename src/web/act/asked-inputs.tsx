import { Field, Input, Textarea } from '@fluentui/react-components';
import type { AskName } from '../../domain/order/actions';
import { TEXTS } from '../texts';
import type { WishInput } from './act-context';

interface Props {
  asks: readonly AskName[];
  input: WishInput;
  missing: Partial<Record<keyof WishInput, string>>;
  onChange: (input: WishInput) => void;
}

const optional = (label: string) => `${label} (${TEXTS.act.optional})`;

const INPUTS: Record<
  Exclude<AskName, 'fields'>,
  { name: keyof WishInput; label: string; kind: 'text' | 'date'; required: boolean }
> = {
  comment: { name: 'comment', label: TEXTS.act.comment, kind: 'text', required: true },
  'comment?': {
    name: 'comment',
    label: optional(TEXTS.act.comment),
    kind: 'text',
    required: false,
  },
  reason: { name: 'reason', label: TEXTS.act.reason, kind: 'text', required: true },
  'result?': { name: 'result', label: optional(TEXTS.act.result), kind: 'text', required: false },
  'billing_start_on?': {
    name: 'billing_start_on',
    label: optional(TEXTS.act.billingStart),
    kind: 'date',
    required: false,
  },
};

/** The inputs the action table asks for, in its order. */
export function AskedInputs({ asks, input, missing, onChange }: Props) {
  const asked = asks.filter((ask) => ask !== 'fields');
  return asked.map((ask, index) => {
    const { name, label, kind, required } = INPUTS[ask];
    const common = {
      id: `act-${name}`,
      value: input[name] ?? '',
      autoFocus: index === 0,
      onChange: (_event: unknown, { value }: { value: string }) => {
        onChange({ ...input, [name]: value });
      },
    };
    return (
      <Field key={ask} label={label} required={required} validationMessage={missing[name] ?? null}>
        {kind === 'date' ? (
          <Input type="date" {...common} />
        ) : (
          <Textarea resize="vertical" {...common} />
        )}
      </Field>
    );
  });
}
