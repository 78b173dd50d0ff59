import {
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
} from '@fluentui/react-components';
import { TEXTS } from '../texts';
import { AnchoredMenu, type AnchoredMenuProps } from './anchored-menu';
import { useMe } from './me';
import { THEME_CHOICES, useTheme, type ThemeChoice } from './theme';

type Props = Pick<AnchoredMenuProps, 'target' | 'onClose'> & { onSignOut: () => void };

/** Theme and sign-out. */
export function PersonMenu({ target, onClose, onSignOut }: Props) {
  const me = useMe();
  const { choice, choose } = useTheme();
  return (
    <AnchoredMenu
      target={target}
      onClose={onClose}
      label={TEXTS.person.menu(me.name)}
      align="end"
      checked={{ theme: [choice] }}
      onChecked={(_name, values) => {
        choose(values[0] as ThemeChoice);
      }}
    >
      <MenuGroup>
        <MenuGroupHeader>{TEXTS.person.theme}</MenuGroupHeader>
        {THEME_CHOICES.map((theme) => (
          <MenuItemRadio key={theme} name="theme" value={theme}>
            {TEXTS.person[theme]}
          </MenuItemRadio>
        ))}
      </MenuGroup>
      <MenuDivider />
      <MenuItem onClick={onSignOut}>{TEXTS.person.signOut}</MenuItem>
    </AnchoredMenu>
  );
}
