import {
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
} from '@fluentui/react-components';
import { leaveToSignIn } from '../api/sign-in';
import { useOutbox } from '../outbox/outbox-context';
import { TEXTS } from '../texts';
import { AnchoredMenu, type AnchoredMenuProps } from './anchored-menu';
import { forgetEverything } from './kept';
import { useMe } from './me';
import { THEME_CHOICES, useTheme, type ThemeChoice } from './theme';

/** Theme and sign-out. */
export function PersonMenu({ target, onClose }: Pick<AnchoredMenuProps, 'target' | 'onClose'>) {
  const me = useMe();
  const { choice, choose } = useTheme();
  const { sender } = useOutbox();
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
      <MenuItem
        onClick={() => {
          forgetEverything();
          void sender.signOut().then((location) => {
            if (location === null) leaveToSignIn();
            else window.location.assign(location);
          }, leaveToSignIn);
        }}
      >
        {TEXTS.person.signOut}
      </MenuItem>
    </AnchoredMenu>
  );
}
