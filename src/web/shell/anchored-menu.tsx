import { Menu, MenuList, MenuPopover } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import './anchored-menu.css';

export interface AnchoredMenuProps {
  target: HTMLElement | null;
  label: string;
  onClose: () => void;
  children: ReactNode;
  /** Below the target, or beside it where it must stay readable. */
  beside?: boolean;
  align?: 'start' | 'end';
  checked?: Record<string, string[]>;
  onChecked?: (name: string, values: string[]) => void;
  /** Below the items, outside the list. */
  foot?: ReactNode;
}

/** An open menu at an element that is not its trigger; focus goes back there when it closes. */
export function AnchoredMenu(props: AnchoredMenuProps) {
  const { target, label, onClose, children, beside = false, align = 'start', foot } = props;
  return (
    <Menu
      open
      hasIcons={beside}
      onOpenChange={(_event, { open }) => {
        if (open) return;
        target?.focus();
        onClose();
      }}
      positioning={{
        target,
        position: beside ? 'after' : 'below',
        align: beside ? 'top' : align,
        offset: { mainAxis: beside ? 8 : 4 },
        fallbackPositions: beside ? ['before-top', 'below', 'above'] : ['above'],
      }}
      {...(props.checked && { checkedValues: props.checked })}
      onCheckedValueChange={(_event, { name, checkedItems }) => {
        props.onChecked?.(name, checkedItems);
      }}
    >
      <MenuPopover className="menu">
        <MenuList aria-label={label} aria-labelledby="">
          {children}
        </MenuList>
        {foot}
      </MenuPopover>
    </Menu>
  );
}
