import { Suspense, useMemo, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { ErrorBoundary } from '../shell/error-boundary';
import { Header } from '../shell/header';
import { NARROW, NO_DRAWER, useMedia } from '../shell/use-media';
import { TEXTS } from '../texts';
import { Board } from './board';
import { parseFilters } from './filters';
import { KeepRowsFresh } from './use-fresh-rows';
import './board-page.css';
import { lazyPart } from '../shell/lazy-part';

const OrderPanel = lazyPart(() => import('../panel/order-panel').then((file) => file.OrderPanel));

/** The board, and the open order as a drawer over it or, where there is no room, in its place. */
export function BoardPage({ openOrder }: { openOrder: string | null }) {
  const [, navigate] = useLocation();
  const search = useSearch();
  const filters = useMemo(() => parseFilters(search), [search]);
  const narrow = useMedia(NARROW);
  const noDrawer = useMedia(NO_DRAWER);
  const query = search === '' ? '' : `?${search}`;
  const left = useLeftOrder(openOrder);
  const alone = openOrder !== null && noDrawer;

  const panel = openOrder !== null && (
    <ErrorBoundary key={openOrder}>
      <Suspense fallback={null}>
        <OrderPanel
          number={openOrder}
          alone={alone}
          onClose={() => {
            navigate(`/circuit-orders${query}`);
          }}
        />
      </Suspense>
    </ErrorBoundary>
  );
  return (
    <>
      <a className="skip" href="#orders">
        {TEXTS.skip}
      </a>
      <Header
        title={narrow ? TEXTS.product : TEXTS.board.title}
        subtitle={TEXTS.board.subtitle}
        page={openOrder ?? TEXTS.board.title}
      />
      <main id="orders" className="page" tabIndex={-1}>
        {alone ? (
          <>
            <KeepRowsFresh />
            {panel}
          </>
        ) : (
          <ErrorBoundary>
            <Board filters={filters} query={query} openOrder={openOrder} leftOrder={left} />
          </ErrorBoundary>
        )}
      </main>
      {!alone && panel}
    </>
  );
}

/** The order that was open before; null while one is. */
function useLeftOrder(openOrder: string | null): string | null {
  const [seen, setSeen] = useState({ open: openOrder, left: null as string | null });
  if (seen.open !== openOrder) {
    setSeen({ open: openOrder, left: openOrder === null ? seen.open : null });
  }
  return seen.left;
}
