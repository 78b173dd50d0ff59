import type { Ref } from 'react';
import type { OrderAnswer, TransitionsAnswer } from '../../api/answers';
import { formatDay, localDate } from '../../domain/time';
import { GLYPHS } from '../board/glyphs';
import { useMe } from '../shell/me';
import { useNow } from '../shell/use-now';
import { TEXTS } from '../texts';
import { daysSince } from '../words/days';
import { initials } from '../words/initials';
import { FlagBoxes } from './flag-boxes';
import { NextSteps } from './next-steps';

interface Props {
  order: OrderAnswer;
  actions: TransitionsAnswer['actions'];
  titleRef: Ref<HTMLHeadingElement>;
}

/** Where the order is, where it stands, when it is due, who has it, what comes next. */
export function PanelHead({ order, actions, titleRef }: Props) {
  const { now, zone } = useNow();
  const me = useMe();
  const { street, city, region } = order.site_address;
  const due = order.due_on === null ? TEXTS.panel.noDate : formatDay(order.due_on, { now });
  const committed = order.dates.foc_date !== null;
  return (
    <div className="head">
      <h2 ref={titleRef} className="head__title" tabIndex={-1}>
        {order.site_name}{' '}
        <span className="head__place">
          {order.site_id} · {street}, {city}, {region}
        </span>
      </h2>
      <p className="head__status">
        <span className="tag">
          <span className="glyph" aria-hidden="true">
            {GLYPHS[order.status]}
          </span>{' '}
          {order.status_label}
        </span>{' '}
        {order.stage_label}, {TEXTS.panel.daysInStage(daysSince(order.stage_since, now, zone))}
      </p>
      <dl className="head__facts">
        <div>
          <dt>{committed ? TEXTS.panel.dueFoc : TEXTS.panel.due}</dt>
          <dd className="head__due">{due}</dd>
        </div>
        <div>
          <dt>{TEXTS.panel.assignee}</dt>
          <dd>
            {order.assigned_to === null ? (
              TEXTS.panel.nobody
            ) : (
              <>
                <span
                  className={`avatar${order.assigned_to.oid === me.oid ? ' avatar--mine' : ''}`}
                  aria-hidden="true"
                >
                  {initials(order.assigned_to.name)}
                </span>{' '}
                {order.assigned_to.name}
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{TEXTS.panel.created}</dt>
          <dd>{formatDay(localDate(order.created_at, zone), { now, zone })}</dd>
        </div>
      </dl>
      <FlagBoxes order={order} />
      <NextSteps order={order} actions={actions} />
    </div>
  );
}
