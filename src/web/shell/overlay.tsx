import { Suspense, type ReactNode } from 'react';
import { ErrorBoundary } from './error-boundary';

/** Around a menu or a dialog that is fetched when it is wanted; the page below stays as it is. */
export function Overlay({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary over>
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  );
}
