let leaving = false;

/** Leaves for the sign-in page, which brings the person back to where they are. */
export function leaveToSignIn(): void {
  leaving = true;
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/auth/login?return=${encodeURIComponent(here)}`);
}

/** Whether the page goes by itself and comes back. */
export const isLeavingToSignIn = (): boolean => leaving;
