/** Leaves for the sign-in page, which brings the person back to where they are. */
export function leaveToSignIn(): void {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/auth/login?return=${encodeURIComponent(here)}`);
}
