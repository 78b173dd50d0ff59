import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { orderQuery, transitionsQuery } from '../api/queries';
import { Header } from '../shell/header';
import { LoadTrouble } from '../shell/load-trouble';
import { TEXTS } from '../texts';
import { OrderFormPage } from './order-form-page';

/** A new order, or a draft being finished: the same form. */
export function CreatePage({ draft }: { draft: string | null }) {
  const [, navigate] = useLocation();
  // The order this very form has stored; the form goes on with it instead of starting over.
  const [made, setMade] = useState<string | null>(null);
  if (draft !== null && draft !== made) return <LoadedDraft key={draft} number={draft} />;
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
          <div className="broken">
            <p>
              <strong>{TEXTS.form.notEditable}</strong> {edit.reason}
            </p>
            <Link className="button" href={`/circuit-orders/${number}`}>
              {TEXTS.form.backToOrder}
            </Link>
          </div>
        )}
      </main>
    </>
  );
}
