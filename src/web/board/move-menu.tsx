import { MenuDivider, MenuGroup, MenuGroupHeader, MenuItem } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { ActionName } from '../../domain/order/actions';
import { STATUS_NAMES, type Status } from '../../domain/order/stages';
import { useAct } from '../act/act-context';
import { transitionsQuery } from '../api/queries';
import { AnchoredMenu } from '../shell/anchored-menu';
import { TEXTS } from '../texts';
import type { BoardState } from './board-state';
import { dropCues, otherActions, type DropCue } from './drop-cues';
import { GLYPHS } from './glyphs';
import type { MenuPlace } from './move-menu-at';

interface Props {
  at: MenuPlace;
  state: BoardState;
  onClose: () => void;
}

type Cue<Kind> = Extract<DropCue, { kind: Kind }>;

/** Every column with what it means for this order: the drag in words, for keys and fingers. */
export function MoveMenu({ at, state, onClose }: Props) {
  const act = useAct();
  const exact = useQuery(transitionsQuery(at.order));
  const row = state.rows.get(at.order);
  if (row === undefined) return null;

  const cues = dropCues(row, state.actions, exact.data);
  const offers = exact.data?.actions;
  const others = otherActions(
    row.offers && offers ? { ...row.offers, ...byName(offers) } : row.offers,
    state.actions,
  );
  const start = (action: ActionName, toStatus: Status | null) => () => {
    const back = at.element;
    act({ order: row, action, description: state.actions[action], toStatus, back });
  };
  const of = <Kind extends DropCue['kind']>(kind: Kind): [Status, Cue<Kind>][] =>
    STATUS_NAMES.flatMap((status) => {
      const cue = cues[status];
      return cue.kind === kind ? [[status, cue as Cue<Kind>] as [Status, Cue<Kind>]] : [];
    });

  return (
    <AnchoredMenu
      target={at.element}
      anchor={at.element.closest<HTMLElement>('[data-order]')}
      label={TEXTS.move.title(at.order)}
      onClose={onClose}
      beside
      foot={<MenuFoot />}
    >
      <MenuGroup>
        <MenuGroupHeader>{TEXTS.move.title(at.order)}</MenuGroupHeader>
        {of('legal').map(([status, cue]) => (
          <MenuItem
            key={status}
            className="menu__item"
            icon={<Glyph status={status} />}
            onClick={start(cue.action, status)}
          >
            {state.columns[status].label}
            <span className="menu__hint">{cue.label}</span>
          </MenuItem>
        ))}
      </MenuGroup>
      {others.length > 0 && (
        <MenuGroup>
          <MenuGroupHeader>{TEXTS.move.other}</MenuGroupHeader>
          {others.map((action) => (
            <MenuItem key={action} className="menu__item" onClick={start(action, null)}>
              {state.actions[action].label}
            </MenuItem>
          ))}
        </MenuGroup>
      )}
      <MenuDivider />
      <MenuGroup>
        <MenuGroupHeader>{TEXTS.move.denied}</MenuGroupHeader>
        {of('denied').map(([status, cue]) => (
          <MenuItem
            key={status}
            className="menu__item menu__denied"
            icon={<Glyph status={status} />}
            disabled
          >
            {state.columns[status].label}
            <span className="menu__hint">{cue.reason}</span>
          </MenuItem>
        ))}
      </MenuGroup>
    </AnchoredMenu>
  );
}

const byName = <Offer extends { action: ActionName }>(offers: readonly Offer[]) =>
  Object.fromEntries(offers.map((offer) => [offer.action, offer])) as Record<ActionName, Offer>;

function Glyph({ status }: { status: Status }) {
  return (
    <span className="glyph" aria-hidden="true">
      {GLYPHS[status]}
    </span>
  );
}

function MenuFoot() {
  return (
    <div className="menu__foot" aria-hidden="true">
      <span>
        <kbd className="key">↑</kbd>
        <kbd className="key">↓</kbd>
        {TEXTS.move.choose}
      </span>
      <span>
        <kbd className="key">Enter</kbd>
        {TEXTS.move.confirm}
      </span>
      <span>
        <kbd className="key">Esc</kbd>
        {TEXTS.move.close}
      </span>
    </div>
  );
}
