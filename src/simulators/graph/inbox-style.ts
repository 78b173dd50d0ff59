/** Style of the inbox page: three columns on a desk, one after the other on a narrow screen. */
export const INBOX_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f4f5f7; --panel: #ffffff; --line: #d9dde3; --ink: #1b2230; --soft: #566074;
  --accent: #1f5fbf; --on-accent: #ffffff; --tint: #e8eef8; --hover: #f0f3f8;
  --mark: #7a4b00; --mark-ground: #fdf3dd; --mark-line: #ecd9ab;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171c; --panel: #1d2128; --line: #343a45; --ink: #eceff4; --soft: #a3adbd;
    --accent: #8ab4f8; --on-accent: #14171c; --tint: #26334a; --hover: #252b35;
    --mark: #f2cf86; --mark-ground: #322a18; --mark-line: #57492a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; height: 100vh; display: grid; grid-template: auto minmax(0, 1fr) / 250px 350px minmax(0, 1fr);
  background: var(--ground); color: var(--ink);
  font: 14px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
.skip { position: absolute; left: 8px; top: -60px; padding: 8px 12px; background: var(--panel); z-index: 1; }
.skip:focus { top: 8px; }
header {
  grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: center; padding: 10px 16px;
  background: var(--panel); border-bottom: 1px solid var(--line);
}
h1 { margin: 0; font-size: 17px; letter-spacing: -0.01em; }
.mark {
  margin: 0; white-space: nowrap; padding: 1px 10px; border-radius: 99px; font-size: 12.5px; font-weight: 600;
  color: var(--mark); background: var(--mark-ground); border: 1px solid var(--mark-line);
}
#news { margin: 0 0 0 auto; color: var(--soft); }
nav, #messages { overflow-y: auto; border-right: 1px solid var(--line); }
nav { padding: 12px 8px; }
#messages { background: var(--panel); }
h2 { margin: 14px 8px 6px; font-size: 12.5px; font-weight: 600; color: var(--soft); }
nav h2:first-child { margin-top: 0; }
#messages h2 { position: sticky; top: 0; margin: 0; padding: 12px 16px 8px; background: var(--panel); }
ul { list-style: none; margin: 0; padding: 0; }
a { color: inherit; text-decoration: none; }
a:focus-visible, main:focus-visible, iframe:focus-visible, pre:focus-visible {
  outline: 2px solid var(--accent); outline-offset: -2px;
}
nav a { display: flex; gap: 8px; align-items: center; padding: 6px 8px; border-radius: 6px; }
nav a:hover, #messages a:hover { background: var(--hover); }
nav a[aria-current], #messages a[aria-current] { background: var(--tint); }
nav .title { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.count { color: var(--soft); font-size: 12.5px; font-variant-numeric: tabular-nums; }
.unread { padding: 0 7px; border-radius: 99px; font-weight: 600; color: var(--on-accent); background: var(--accent); }
.aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
#messages li + li { border-top: 1px solid var(--line); }
#messages a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 1px 10px; padding: 10px 16px; border-left: 3px solid transparent; }
#messages a[data-unread] { border-left-color: var(--accent); }
#messages a[data-unread] .subject { font-weight: 650; }
.subject {
  grid-column: 1 / -1; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2;
  overflow: hidden; overflow-wrap: anywhere;
}
.preview { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--soft); }
.when { color: var(--soft); font-size: 12.5px; white-space: nowrap; }
.empty { margin: 0; padding: 24px 16px; color: var(--soft); }
main { display: flex; flex-direction: column; min-width: 0; padding: 18px 22px; overflow-y: auto; }
main h2 { margin: 0 0 8px; font-size: 20px; line-height: 1.3; color: var(--ink); letter-spacing: -0.01em; overflow-wrap: anywhere; }
main .empty { margin: auto; max-width: 34ch; text-align: center; }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 1px 12px; margin: 0; color: var(--soft); }
dd { margin: 0; color: var(--ink); overflow-wrap: anywhere; }
.parts { display: flex; gap: 4px; margin: 14px 0 0; border-bottom: 1px solid var(--line); }
.parts a { padding: 6px 12px; border-bottom: 2px solid transparent; color: var(--soft); }
.parts a[aria-current] { color: var(--ink); font-weight: 600; border-bottom-color: var(--accent); }
iframe { flex: 1; width: 100%; min-height: 320px; margin-top: 14px; border: 1px solid var(--line); border-radius: 8px; background: #fff; color-scheme: light; }
pre { flex: 1; margin: 14px 0 0; padding: 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); font: 13px/1.5 ui-monospace, 'Cascadia Code', Menlo, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.note { margin: 14px 0 0; padding: 6px 12px; border-radius: 8px; color: var(--mark); background: var(--mark-ground); border: 1px solid var(--mark-line); }
.note + pre { margin-top: 8px; }
.back { display: none; }
@media (max-width: 860px) {
  body { display: block; height: auto; min-height: 100vh; }
  nav, #messages { border-right: 0; border-bottom: 1px solid var(--line); }
  nav { max-height: 40vh; }
  .reading nav, .reading #messages { display: none; }
  .back { display: inline-block; margin-bottom: 12px; color: var(--accent); text-decoration: underline; }
  main { padding: 16px; }
  iframe { min-height: 60vh; }
}
@media (forced-colors: active) { .mark, .unread { border: 1px solid; } nav a[aria-current], #messages a[aria-current] { outline: 2px solid; } }
`;
