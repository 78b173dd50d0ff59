import { Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { providersQuery } from '../api/queries';
import { TEXTS } from '../texts';
import type { ControlProps } from './field-input';

/** The providers that take orders; one that does not is shown only where it is chosen already. */
export function ProviderSelect({ id, value, onChange, autoFocus }: ControlProps) {
  const providers = useQuery(providersQuery).data?.providers ?? [];
  return (
    <Select
      id={id}
      value={value}
      autoFocus={autoFocus}
      onChange={(_event, data) => {
        onChange(data.value);
      }}
    >
      <option value="">{TEXTS.form.provider}</option>
      {providers
        .filter((provider) => provider.active || provider.key === value)
        .map(({ key, name, active }) => (
          <option key={key} value={key}>
            {active ? name : `${name}, ${TEXTS.form.inactive}`}
          </option>
        ))}
    </Select>
  );
}
