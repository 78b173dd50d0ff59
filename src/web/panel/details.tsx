import { useState } from 'react';
import type { OrderAnswer, TransitionsAnswer } from '../../api/answers';
import { formatMoney } from '../../domain/money';
import { FIELD_NAMES, fieldEntry, type FieldName } from '../../domain/order/fields';
import { Icon } from '../icons/icon';
import { useNow } from '../shell/use-now';
import { TEXTS } from '../texts';
import { DetailField } from './detail-field';
import { Section } from './section';

interface Props {
  order: OrderAnswer;
  actions: TransitionsAnswer['actions'];
}

const DETAIL_NAMES = FIELD_NAMES.filter((name) => name !== 'siteId');

/** Texts go below the short fields, over the whole width. */
function isText(name: FieldName): boolean {
  return fieldEntry(name).multiline === true;
}

/** The terms and the rest: filled fields, each editable where the API allows it. */
export function Details({ order, actions }: Props) {
  const today = useNow();
  const [all, setAll] = useState(false);
  const mayEdit = actions.some((one) => one.action === 'edit' && one.allowed);
  const values = order as unknown as Readonly<Record<string, unknown>>;
  // A field the API leaves out is one this person does not see; null is an empty one.
  const known = DETAIL_NAMES.filter((name) => values[fieldEntry(name).column] !== undefined);
  const filled = known.filter((name) => values[fieldEntry(name).column] !== null);
  const shown = all ? known : filled;
  const field = (name: FieldName) => (
    <DetailField key={name} name={name} order={order} mayEdit={mayEdit} today={today} />
  );
  return (
    <Section
      id="details"
      title={TEXTS.panel.details}
      aside={
        filled.length < known.length && (
          <button
            type="button"
            className="link"
            onClick={() => {
              setAll(!all);
            }}
          >
            {all ? TEXTS.panel.showLess : TEXTS.panel.showAll}
          </button>
        )
      }
    >
      <dl className="details">
        {shown.filter((name) => !isText(name)).map(field)}
        {order.total_cost && (
          <div className="detail">
            <dt>{TEXTS.panel.total}</dt>
            <dd>{formatMoney({ amount: order.total_cost, currency: order.currency })}</dd>
          </div>
        )}
        {shown.filter(isText).map(field)}
        <MoreFacts order={order} />
      </dl>
      {order.locked && (
        <p className="section__lock">
          <Icon name="lock" size={12} /> {order.locked.reason}
        </p>
      )}
    </Section>
  );
}

function MoreFacts({ order }: { order: OrderAnswer }) {
  const { serviceability, identifiers } = order;
  return (
    <>
      {serviceability !== null && serviceability.reasons.length > 0 && (
        <div className="detail detail--wide">
          <dt>{TEXTS.panel.serviceability}</dt>
          <dd>{serviceability.reasons.join(' ')}</dd>
        </div>
      )}
      {identifiers.map(({ type, value }) => {
        const name = TEXTS.panel.identifierNames[type];
        // What has no name is a key for machines.
        return (
          name !== undefined && (
            <div key={type + value} className="detail">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          )
        );
      })}
    </>
  );
}
