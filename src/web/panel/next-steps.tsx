import { useRef, useState } from 'react';
import { Link } from 'wouter';
import type { OrderAnswer, TransitionsAnswer } from '../../api/answers';
import { useAct } from '../act/act-context';
import { runningWords } from '../act/running';
import { Icon } from '../icons/icon';
import { useEntries } from '../outbox/outbox-context';
import { TEXTS } from '../texts';
import { chooseActions } from './choose-actions';
import { lazyPart } from '../shell/lazy-part';
import { Overlay } from '../shell/overlay';

const ActionsMenu = lazyPart(() => import('./actions-menu').then((file) => file.ActionsMenu));

interface Props {
  order: OrderAnswer;
  actions: TransitionsAnswer['actions'];
}

/** One primary next action; all others, also the impossible ones, in one menu. */
export function NextSteps({ order, actions }: Props) {
  const act = useAct();
  const more = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const running = runningWords(useEntries()).get(order.order_number);
  const { primary, others, denied, formOpens } = chooseActions(actions);
  return (
    <div className="next">
      {primary !== null && (
        <button
          type="button"
          className="button button--primary"
          onClick={(event) => {
            const back = event.currentTarget;
            act({ order, action: primary.action, description: primary, toStatus: null, back });
          }}
        >
          {primary.label}
        </button>
      )}
      {formOpens && (
        <Link href={`/circuit-orders/${order.order_number}/edit`} className="button">
          <Icon name="pencil" /> {TEXTS.panel.openForm}
        </Link>
      )}
      <button
        ref={more}
        type="button"
        className="button"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => {
          setOpen(true);
        }}
      >
        {TEXTS.panel.moreActions} <Icon name="chevron-down" />
      </button>
      {running !== undefined && (
        <span className="pill pill--hand" role="status">
          <Icon name="send" size={12} /> {running}
        </span>
      )}
      {open && (
        <Overlay>
          <ActionsMenu
            target={more.current}
            allowed={others}
            denied={denied}
            onAct={(chosen) => {
              const back = more.current;
              act({ order, action: chosen.action, description: chosen, toStatus: null, back });
            }}
            onClose={() => {
              setOpen(false);
            }}
          />
        </Overlay>
      )}
    </div>
  );
}
