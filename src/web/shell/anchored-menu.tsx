import { Menu, MenuList, MenuPopover } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import './anchored-menu.css';

export interface AnchoredMenuProps {
  /** Takes the focus back. */
  target: HTMLElement | null;
  /** What the menu stands at, when that is more than the target. */
  anchor?: HTMLElement | null;
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

/**
 * An open menu at an element that is not its trigger; focus goes back there when it closes. It stays
 * inside the landmark that opened it, fixed to the window.
 */
export function AnchoredMenu(props: AnchoredMenuProps) {
  const { target, label, onClose, children, beside = false, align = 'start', foot } = props;
  return (
    <Menu
      open
      inline
      hasIcons={beside}
      onOpenChange={(_event, { open }) => {
        if (open) return;
        target?.focus();
        onClose();
      }}
      positioning={{
        target: props.anchor ?? target,
        autoSize: 'height',
        strategy: 'fixed',
        position: beside ? 'after' : 'below',
        align: beside ? 'top' : align,
        offset: { mainAxis: beside ? 8 : 4 },
        fallbackPositions: beside
          ? ['after-bottom', 'before-top', 'before-bottom', 'below', 'above']
          : ['above'],
      }}
      {...(props.checked && { checkedValues: props.checked })}
      onCheckedValueChange={(_event, { name, checkedItems }) => {
        props.onChecked?.(name, checkedItems);
      }}
    >
      <MenuPopover className="menu">
        <MenuList aria-label={label} aria-labelledby={undefined}>
          {children}
        </MenuList>
        {foot}
      </MenuPopover>
    </Menu>
  );
}
