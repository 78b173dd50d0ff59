/** Sign-ins a browser may have open at once: one a tab, and a few it left. */
const KEPT = 4;

/**
 * Each sign-in has a cookie of its own, named after its state: tabs that lost their session at the
 * same time begin one each, and each of them has to come back.
 */
export function pendingCookieName(origin: string, state: string): string {
  return `${prefixOf(origin)}${state.slice(0, 16)}`;
}

/** The oldest open sign-ins of a browser that is about to begin one more; the header has an end. */
export function surplusCookies(origin: string, header: string | undefined): string[] {
  const names = (header ?? '').split(';').map((part) => part.trim().split('=')[0] ?? '');
  const open = names.filter((name) => name.startsWith(prefixOf(origin)));
  // A browser sends the older one first.
  return open.slice(0, Math.max(0, open.length - KEPT + 1));
}

const prefixOf = (origin: string) => (origin.startsWith('https:') ? '__Host-signin-' : 'signin-');
