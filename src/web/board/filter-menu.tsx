import { MenuItemCheckbox } from '@fluentui/react-components';
import { AnchoredMenu } from '../shell/anchored-menu';
import type { Choice } from './filter-bar';

interface Props {
  target: HTMLElement | null;
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChange: (values: readonly string[]) => void;
  onClose: () => void;
}

/** The values of one quick filter; several mean any of them. */
export function FilterMenu({ target, label, choices, chosen, onChange, onClose }: Props) {
  return (
    <AnchoredMenu
      target={target}
      label={label}
      onClose={onClose}
      checked={{ filter: [...chosen] }}
      onChecked={(_name, values) => {
        onChange(values);
      }}
    >
      {choices.map(({ value, label: name }) => (
        <MenuItemCheckbox key={value} name="filter" value={value}>
          {name}
        </MenuItemCheckbox>
      ))}
    </AnchoredMenu>
  );
}
