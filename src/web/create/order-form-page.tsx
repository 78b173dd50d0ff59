import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { OrderAnswer } from '../../api/answers';
import { sitesQuery } from '../api/queries';
import { useAnnounce } from '../shell/announce';
import { ErrorBoundary } from '../shell/error-boundary';
import { Header } from '../shell/header';
import { useIsHere } from '../shell/use-is-here';
import { useNow } from '../shell/use-now';
import { TEXTS } from '../texts';
import { momentText } from '../words/days';
import { ChecksAside } from './checks-aside';
import { formMessages, type MessageFacts } from './field-messages';
import { FormFields } from './form-fields';
import { FormFoot } from './form-foot';
import { ProblemSummary } from './problem-summary';
import { StaleNote } from './stale-note';
import { useChecks } from './use-checks';
import { useOrderForm } from './use-order-form';
import { useSaveOrder, type Saved } from './use-save-order';
import './create-page.css';

interface Props {
  order: OrderAnswer | null;
  /** The form has become this order. */
  onStored: (number: string) => void;
}

/** The form, what a submit would meet beside it, the ways out below. */
export function OrderFormPage({ order: initial, onStored }: Props) {
  const [, navigate] = useLocation();
  const { tell } = useAnnounce();
  const { now, zone } = useNow();
  const form = useOrderForm(initial);
  const checks = useChecks(form.values, form.order?.order_number ?? null);
  const { save, saving } = useSaveOrder(form);
  const [tried, setTried] = useState<MessageFacts['tried']>('nothing');
  const [refusal, setRefusal] = useState<{ text: string; times: number } | null>(null);
  const [stale, setStale] = useState<Extract<Saved, { result: 'stale' }> | null>(null);
  const summary = useRef<HTMLDivElement>(null);
  const isHere = useIsHere();
  const sites = useQuery(sitesQuery).data?.sites ?? [];

  const messages = formMessages({ ...form, tried, check: checks.check });
  useEffect(() => {
    if (refusal !== null) summary.current?.focus();
  }, [refusal]);

  /** Who has gone on hears of it and stays where they are. */
  const tellAway = (saved: Saved) => {
    if (saved.result === 'submitted') tell(saved.message);
    else if (saved.result === 'saved') tell(TEXTS.form.draftSaved(saved.order.order_number));
    else tell(saved.result === 'stale' ? TEXTS.act.stale : saved.message, 'trouble');
  };
  const finish = (saved: Saved, submit: boolean) => {
    if (!isHere.current) {
      tellAway(saved);
      return;
    }
    const wasNew = form.order === null;
    if (saved.result === 'submitted') {
      tell(saved.message);
      navigate(`/circuit-orders/${saved.order.order_number}`);
      return;
    }
    if (saved.result === 'stale') {
      setStale(saved);
      return;
    }
    if (saved.order !== null && wasNew) onStored(saved.order.order_number);
    if (saved.result === 'saved') {
      setTried('nothing');
      setRefusal(null);
      tell(TEXTS.form.draftSaved(saved.order.order_number));
      return;
    }
    setTried(submit ? 'submit' : 'save');
    setRefusal((before) => ({ text: saved.message, times: (before?.times ?? 0) + 1 }));
  };
  const run = (submit: boolean) => {
    if (saving) return;
    setStale(null);
    void save(submit).then((saved) => {
      finish(saved, submit);
    });
  };

  const { order } = form;
  const subtitle =
    order === null
      ? TEXTS.form.subtitle
      : TEXTS.form.savedAt(order.order_number, momentText(order.updated_at, now, zone));
  const currency =
    order?.currency ??
    sites.find((site) => site.site_id === form.values['site_id'])?.currency ??
    'USD';
  return (
    <>
      <Header
        title={TEXTS.form.title}
        subtitle={subtitle}
        page={order === null ? TEXTS.form.title : TEXTS.form.editTitle(order.order_number)}
      />
      <main className="page create">
        <div className="create__scroll">
          <div className="create__page">
            {form.restored !== null && form.dirty && (
              <p className="create__note">
                {TEXTS.form.restored(momentText(form.restored.at, now, zone))}{' '}
                <button type="button" className="link" onClick={form.discard}>
                  {TEXTS.form.discardText}
                </button>
              </p>
            )}
            {stale !== null && (
              <StaleNote
                changed={stale.changed}
                onMine={() => {
                  form.rebase(stale.current);
                  setStale(null);
                }}
                onTheirs={() => {
                  form.take(stale.current);
                  setStale(null);
                }}
              />
            )}
            {refusal !== null && (
              <ProblemSummary
                ref={summary}
                errors={messages.errors}
                refusal={refusal.text}
                submitting={tried === 'submit'}
              />
            )}
            <div className="create__columns">
              <form
                className="create__form"
                noValidate
                onSubmit={(event) => {
                  event.preventDefault();
                }}
              >
                <FormFields
                  form={form}
                  messages={messages}
                  currency={currency}
                  total={checks.check?.total_cost ?? null}
                />
              </form>
              <ErrorBoundary>
                <ChecksAside {...checks} currency={currency} />
              </ErrorBoundary>
            </div>
          </div>
        </div>
        <FormFoot
          check={checks.check}
          errors={refusal === null ? 0 : messages.errors.length}
          submitting={tried === 'submit'}
          saving={saving}
          onSave={() => {
            run(false);
          }}
          onSubmit={() => {
            run(true);
          }}
          onDiscard={() => {
            form.discard();
            navigate(order === null ? '/circuit-orders' : `/circuit-orders/${order.order_number}`);
          }}
        />
      </main>
    </>
  );
}
