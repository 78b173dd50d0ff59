import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { orderQuery, transitionsQuery } from '../api/queries';
import { Header } from '../shell/header';
import { LoadTrouble } from '../shell/load-trouble';
import { useMe } from '../shell/me';
import { TEXTS } from '../texts';
import { OrderFormPage } from './order-form-page';

/** A new order, or a draft being finished: the same form. */
export function CreatePage({ draft }: { draft: string | null }) {
  const [, navigate] = useLocation();
  // The order this very form has stored; the form goes on with it instead of starting over.
  const [made, setMade] = useState<string | null>(null);
  const offer = useMe().may?.create;
  if (draft !== null && draft !== made) return <LoadedDraft key={draft} number={draft} />;
  if (draft === null && offer?.allowed === false) {
    return (
      <>
        <Header title={TEXTS.form.title} subtitle="" />
        <main className="page">
          <Refused reason={offer.reason} href="/circuit-orders" back={TEXTS.error.toBoard}>
            {TEXTS.form.notCreatable}
          </Refused>
        </main>
      </>
    );
  }
  return (
    <OrderFormPage
      order={null}
      onStored={(number) => {
        setMade(number);
        navigate(`/circuit-orders/${number}/edit`, { replace: true });
      }}
    />
  );
}

function LoadedDraft({ number }: { number: string }) {
  const order = useQuery(orderQuery(number));
  const transitions = useQuery(transitionsQuery(number));
  const edit = transitions.data?.actions.find(({ action }) => action === 'edit');
  const error = order.error ?? transitions.error;
  if (order.data !== undefined && edit?.allowed === true) {
    return <OrderFormPage order={order.data} onStored={() => undefined} />;
  }
  return (
    <>
      <Header title={TEXTS.form.editTitle(number)} subtitle="" />
      <main className="page">
        {error !== null && (
          <LoadTrouble
            error={error}
            onRetry={() => Promise.all([order.refetch(), transitions.refetch()])}
          />
        )}
        {edit?.allowed === false && (
          <Refused
            reason={edit.reason}
            href={`/circuit-orders/${number}`}
            back={TEXTS.form.backToOrder}
          >
            {TEXTS.form.notEditable}
          </Refused>
        )}
      </main>
    </>
  );
}

interface RefusedProps {
  children: string;
  reason: string | null;
  href: string;
  back: string;
}

/** In place of a form that would be filled in for nothing: why, and the way back. */
function Refused({ children, reason, href, back }: RefusedProps) {
  return (
    <div className="broken">
      <p>
        <strong>{children}</strong> {reason}
      </p>
      <Link className="button" href={href}>
        {back}
      </Link>
    </div>
  );
}
