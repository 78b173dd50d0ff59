import { escapeHtml } from '../kit/html';

const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f4f5f7; --panel: #ffffff; --line: #d9dde3; --ink: #1b2230; --soft: #566074;
  --accent: #1f5fbf; --tint: #e8eef8; --mark: #7a4b00; --mark-ground: #fdf3dd; --mark-line: #ecd9ab;
  --lift: 0 1px 2px rgb(20 30 50 / 8%), 0 8px 28px rgb(20 30 50 / 7%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171c; --panel: #1d2128; --line: #343a45; --ink: #eceff4; --soft: #a3adbd;
    --accent: #8ab4f8; --tint: #26334a; --mark: #f2cf86; --mark-ground: #322a18; --mark-line: #57492a;
    --lift: 0 1px 2px rgb(0 0 0 / 40%), 0 8px 28px rgb(0 0 0 / 30%);
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: clamp(16px, 5vh, 48px) 16px 24px; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
main {
  max-width: 440px; margin: 0 auto; background: var(--panel); border: 1px solid var(--line);
  border-radius: 12px; box-shadow: var(--lift); padding: 28px;
}
.mark {
  display: inline-block; margin: 0 0 18px; padding: 2px 10px; border-radius: 99px; font-size: 13px;
  font-weight: 600; color: var(--mark); background: var(--mark-ground);
  border: 1px solid var(--mark-line);
}
h1 { margin: 0 0 4px; font-size: 24px; line-height: 1.25; letter-spacing: -0.01em; }
h2 { margin: 22px 0 8px; font-size: 13px; font-weight: 600; color: var(--soft); }
p { margin: 0; color: var(--soft); }
p + p { margin-top: 10px; }
p strong, code { color: var(--ink); overflow-wrap: anywhere; }
ul { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 8px; }
li + li { border-top: 1px solid var(--line); }
button {
  display: grid; grid-template-columns: 36px 1fr auto; gap: 0 12px; align-items: center; width: 100%;
  padding: 9px 12px; border: 0; border-radius: 7px; background: none; color: inherit; font: inherit;
  text-align: start; cursor: pointer;
}
button:hover { background: var(--tint); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
.face {
  display: grid; place-items: center; width: 36px; height: 36px; border-radius: 50%;
  background: var(--tint); color: var(--accent); font-size: 13px; font-weight: 600;
}
.mail { overflow-wrap: anywhere; }
.name { display: block; font-weight: 600; line-height: 1.3; }
.mail { display: block; color: var(--soft); font-size: 13px; line-height: 1.35; }
.role { color: var(--soft); font-size: 13px; }
footer { margin-top: 20px; font-size: 13px; color: var(--soft); }
@media (max-width: 380px) { 
  main { padding: 20px; }
  button { grid-template-columns: 36px 1fr; }
  .face { grid-row: span 2; }
  .role { grid-column: 2; }
 }
@media (forced-colors: active) { .face, .mark { border: 1px solid; } }
`;

/** Wraps a page of the simulator; `nonce` is the one its content policy names. */
export function pageFrame(title: string, content: string, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Identity simulator</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<p class="mark">Simulator · no real accounts</p>
${content}
</main>
</body>
</html>
`;
}

/**
 * Headers of a page: nothing loads but its own style. A browser applies `form-action` to the
 * redirect after a form too, so the address the person returns to is allowed by name.
 */
export function pageHeaders(nonce: string, returnTo?: string): Record<string, string> {
  const origin = returnTo === undefined ? '' : ` ${new URL(returnTo).origin}`;
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; form-action 'self'${origin}; base-uri 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
