import { Radio, RadioGroup } from '@fluentui/react-components';
import type { ControlProps } from './field-input';

/** A few choices, all to be seen at once. */
export function ChoiceRadios({ id, value, onChange, entry }: ControlProps) {
  return (
    <RadioGroup
      layout="horizontal"
      className="choices"
      value={value}
      onChange={(_event, data) => {
        onChange(data.value);
      }}
    >
      {(entry.choices ?? []).map((choice, index) => (
        <Radio
          key={choice}
          className="choices__one"
          value={choice}
          label={choice}
          {...(index === 0 ? { id } : {})}
        />
      ))}
    </RadioGroup>
  );
}
