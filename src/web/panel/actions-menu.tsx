import { MenuDivider, MenuGroup, MenuGroupHeader, MenuItem } from '@fluentui/react-components';
import { AnchoredMenu } from '../shell/anchored-menu';
import { TEXTS } from '../texts';
import { splitReason } from '../words/split-reason';
import type { OfferedAction } from './choose-actions';

interface Props {
  target: HTMLElement | null;
  allowed: readonly OfferedAction[];
  denied: readonly OfferedAction[];
  onAct: (action: OfferedAction) => void;
  onClose: () => void;
}

/** The order is open already: of a wrong stage only the rule is news. */
const reasonHere = ({ code, reason }: OfferedAction) =>
  code === 'ACTION_NOT_NOW' && reason !== null ? `${splitReason(reason).rule}.` : reason;

/** What else can be done, and what cannot with the reason why. */
export function ActionsMenu({ target, allowed, denied, onAct, onClose }: Props) {
  return (
    <AnchoredMenu target={target} label={TEXTS.panel.moreActions} onClose={onClose}>
      {allowed.map((one) => (
        <MenuItem
          key={one.action}
          className="menu__item"
          onClick={() => {
            onAct(one);
          }}
        >
          {one.label}
          <span className="menu__hint">{one.consequence}</span>
        </MenuItem>
      ))}
      {allowed.length > 0 && denied.length > 0 && <MenuDivider />}
      {denied.length > 0 && (
        <MenuGroup>
          <MenuGroupHeader>{TEXTS.move.denied}</MenuGroupHeader>
          {denied.map((one) => (
            <MenuItem key={one.action} className="menu__item menu__denied" disabled>
              {one.label}
              <span className="menu__hint">{reasonHere(one)}</span>
            </MenuItem>
          ))}
        </MenuGroup>
      )}
    </AnchoredMenu>
  );
}
