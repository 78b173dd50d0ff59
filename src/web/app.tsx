import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Link, useLocation } from 'wouter';
import { ActProvider } from './act/act-context';
import { SendLeftOver } from './act/send-left-over';
import { meQuery } from './api/queries';
import { BoardPage } from './board/board-page';
import { KeepRowsFresh } from './board/use-fresh-rows';
import { LiveProvider } from './live/live-context';
import { parseRoute } from './parse-route';
import { AnnounceProvider } from './shell/announce';
import { ErrorBoundary } from './shell/error-boundary';
import { Header } from './shell/header';
import { LoadTrouble } from './shell/load-trouble';
import { MeContext } from './shell/me';
import { Notices } from './shell/notices';
import { useSession } from './shell/use-session';
import { ThemeProvider } from './shell/theme';
import { TEXTS } from './texts';
import { lazyPart } from './shell/lazy-part';

const CreatePage = lazyPart(() => import('./create/create-page').then((file) => file.CreatePage));
const HomePage = lazyPart(() => import('./home/home-page').then((file) => file.HomePage));

/** The pages of circuit orders around whoever is signed in. */
export function App() {
  return (
    <ThemeProvider>
      <ErrorBoundary>
        <SignedIn />
      </ErrorBoundary>
    </ThemeProvider>
  );
}

function SignedIn() {
  const me = useQuery(meQuery);
  if (me.data === undefined) {
    return me.error === null ? null : <LoadTrouble error={me.error} onRetry={me.refetch} />;
  }
  return (
    <MeContext value={me.data}>
      <AnnounceProvider>
        <LiveProvider>
          <ActProvider>
            <Suspense fallback={null}>
              <Page />
            </Suspense>
            <SendLeftOver />
            <Notices />
          </ActProvider>
        </LiveProvider>
      </AnnounceProvider>
    </MeContext>
  );
}

function Page() {
  useSession();
  const [path] = useLocation();
  const route = parseRoute(path);
  switch (route.page) {
    case 'home':
      return <HomePage />;
    case 'board':
      return <BoardPage openOrder={route.order} />;
    case 'form':
      return (
        <>
          <KeepRowsFresh />
          <CreatePage draft={route.order} />
        </>
      );
    case 'none':
      return <NothingHere />;
  }
}

function NothingHere() {
  return (
    <>
      <KeepRowsFresh />
      <Header title={TEXTS.product} subtitle="" page={TEXTS.error.nothing} />
      <main className="page">
        <div className="broken">
          <p>
            <strong>{TEXTS.error.notFound}</strong>
          </p>
          <Link href="/circuit-orders" className="button button--primary">
            {TEXTS.error.toBoard}
          </Link>
        </div>
      </main>
    </>
  );
}
