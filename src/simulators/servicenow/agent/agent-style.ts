/** The page's style: one surface level, colour only where it says something, 4 px steps. */
export const AGENT_STYLE = `
:root {
  --page: #f5f5f5; --card: #fff; --sunken: #fafafa;
  --text: #242424; --second: #5c5c5c;
  --line: #e0e0e0; --stroke: #d1d1d1; --edge: #616161;
  --brand: #0f6cbd; --brand-hover: #115ea3; --on-brand: #fff;
  --link: #0f548c; --tint: #ebf3fc; --tint-line: #b4d6fa;
  --danger: #b10e1c; --danger-tint: #fdf3f4; --danger-line: #eeacb2;
  --warn: #8a3707; --warn-tint: #fff9f5; --warn-line: #fdcfb4;
  --ok: #0e700e; --focus: #000; --hover: #f0f0f0;
  --shadow: 0 1px 2px rgb(0 0 0 / 14%), 0 0 2px rgb(0 0 0 / 12%);
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #1a1a1a; --card: #292929; --sunken: #242424;
    --text: #fff; --second: #bdbdbd;
    --line: #3d3d3d; --stroke: #666; --edge: #adadad;
    --brand: #115ea3; --brand-hover: #0f6cbd;
    --link: #62abf5; --tint: #0c3b5e; --tint-line: #11548c;
    --danger: #f1707b; --danger-tint: #3f1011; --danger-line: #6e0811;
    --warn: #faa06b; --warn-tint: #3d1805; --warn-line: #6b2a08;
    --ok: #54b054; --focus: #fff; --hover: #333;
    --shadow: 0 0 0 1px #3d3d3d;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 14px/20px 'Segoe UI', system-ui, -apple-system, 'Noto Sans', sans-serif;
  font-variant-numeric: tabular-nums;
}
h1 { margin: 0; font-size: 20px; line-height: 28px; font-weight: 600; }
h2 { margin: 0 0 8px; font-size: 16px; line-height: 22px; font-weight: 600; }
p { margin: 0; }
a { color: var(--link); }
small, .quiet, .foot, .crumbs { color: var(--second); font-size: 12px; line-height: 16px; }
label { display: block; margin-bottom: 4px; font-weight: 600; }
label small { font-weight: 400; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
main:focus { outline: none; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.skip { position: absolute; left: 16px; top: -48px; z-index: 2; padding: 8px 12px;
  background: var(--card); border-radius: 4px; }
.skip:focus { top: 8px; }

.top { display: flex; align-items: center; gap: 12px; min-height: 56px; padding: 8px 24px;
  background: var(--card); border-bottom: 1px solid var(--line); }
.brand { color: var(--text); font-size: 16px; font-weight: 600; text-decoration: none; }
.badge { padding: 0 8px; border: 1px solid var(--warn-line); border-radius: 4px;
  background: var(--warn-tint); color: var(--warn); font-size: 12px; font-weight: 600; }
.presence { color: var(--second); font-size: 12px; }
.presence::before { content: ''; display: inline-block; width: 8px; height: 8px; margin-right: 8px;
  border-radius: 50%; background: var(--ok); }
.presence.down { color: var(--danger); font-weight: 600; }
.presence.down::before { background: var(--danger); }
.switch { display: flex; align-items: center; gap: 8px; margin-left: auto; }
.switch label { margin: 0; white-space: nowrap; font-weight: 400; color: var(--second); }

main { max-width: 1400px; margin: 0 auto; padding: 16px 24px 32px; }
.message { margin-bottom: 16px; padding: 8px 12px; border: 1px solid var(--tint-line);
  border-radius: 4px; background: var(--tint); }
.message:empty { margin: 0; padding: 0; border: 0; }
.aim { color: var(--second); font-size: 12px; }
.split { display: grid; gap: 16px; align-items: start; }
.split.list { grid-template-columns: minmax(0, 1fr) 320px; }
.split.task { grid-template-columns: minmax(0, 1fr) minmax(320px, 480px); }
aside { display: grid; gap: 16px; }
.card { padding: 16px; background: var(--card); border-radius: 6px; box-shadow: var(--shadow); }
.head { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; margin-bottom: 8px; }
.head h1 { font-size: 16px; line-height: 22px; }
.find { display: flex; gap: 8px; margin-left: auto; }
.find input { width: 220px; }
.tabs { display: flex; gap: 4px; }
.tabs a { padding: 4px 12px; border: 1px solid transparent; border-radius: 14px; color: var(--text);
  text-decoration: none; }
.tabs a:hover { background: var(--hover); }
.tabs a[aria-current] { border-color: var(--tint-line); background: var(--tint); font-weight: 600; }
.scroll { overflow-x: auto; }

table { width: 100%; border-collapse: collapse; }
th { padding: 8px; border-bottom: 1px solid var(--stroke); text-align: left; font-size: 12px;
  line-height: 16px; font-weight: 600; }
td { padding: 8px; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody tr:hover { background: var(--hover); }
td.number a { font-weight: 600; text-decoration: none; }
td.number a:hover { text-decoration: underline; }
td small { display: block; overflow-wrap: anywhere; }
td.time, td.number, td.who, th { white-space: nowrap; }
.foot { padding: 12px 8px 0; }
.empty { padding: 24px 8px; color: var(--second); }
.state { display: inline-block; padding: 0 8px; border: 1px solid var(--stroke); border-radius: 4px;
  font-size: 12px; line-height: 18px; white-space: nowrap; }
.state.working { border-color: var(--tint-line); background: var(--tint); }
.state.closed { border-color: transparent; padding-left: 0; color: var(--second); }

button, select, input, textarea { font: inherit; color: inherit; }
button { min-height: 32px; padding: 4px 12px; border: 1px solid var(--stroke); border-radius: 4px;
  background: var(--card); font-weight: 600; cursor: pointer; }
button:hover { background: var(--hover); }
button.primary { border-color: var(--brand); background: var(--brand); color: var(--on-brand); }
button.primary:hover { background: var(--brand-hover); }
button.danger { border-color: var(--danger-line); background: var(--danger-tint);
  color: var(--danger); }
select, input:not([type='checkbox']), textarea { min-height: 32px; padding: 4px 8px;
  border: 1px solid var(--stroke); border-bottom-color: var(--edge); border-radius: 4px;
  background: var(--card); }
textarea { display: block; width: 100%; margin-bottom: 8px; resize: vertical; }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; }
.row.end { justify-content: space-between; margin-top: 8px; }
.check { margin: 0; font-weight: 400; }
.check input { margin: 0 4px 0 0; vertical-align: -2px; accent-color: var(--brand); }
.pair { display: grid; grid-template-columns: 1fr 104px; gap: 8px; margin-bottom: 12px; }
.pair select { width: 100%; }
.buttons { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; margin-bottom: 12px; }
.buttons button { padding: 4px 8px; font-size: 12px; line-height: 16px; font-weight: 400;
  text-align: left; }
.armed, .calls, .entries { margin: 0; padding: 0; list-style: none; }
.armed { margin-bottom: 12px; }
.armed li { padding: 8px; border: 1px solid var(--warn-line); border-radius: 4px;
  background: var(--warn-tint); margin-bottom: 4px; }
.armed small { display: block; }
.calls li { display: flex; gap: 8px; padding: 4px 0; font-size: 12px; line-height: 16px; }
.calls time { color: var(--second); }
.calls .status { min-width: 24px; color: var(--second); }
.calls .call { overflow-wrap: anywhere; }
.calls .bad .status { color: var(--danger); font-weight: 600; }

.crumbs { margin-bottom: 8px; }
.title { display: flex; flex-wrap: wrap; align-items: flex-start; justify-content: space-between;
  gap: 8px 16px; margin-bottom: 16px; }
.title p { color: var(--second); }
.title .state { margin-left: 8px; color: var(--text); }
.quick { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 8px; }
.quick summary { min-height: 32px; padding: 6px 8px; cursor: pointer; color: var(--second); }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 12px 16px; }
.field select, .field input { width: 100%; }
.field.wide { grid-column: 1 / -1; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(148px, auto));
  gap: 12px 16px; margin: 16px 0 0; padding-top: 16px; border-top: 1px solid var(--line); }
.facts dt { color: var(--second); font-size: 12px; line-height: 16px; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.notice { margin-bottom: 12px; padding: 8px 12px; border: 1px solid var(--warn-line);
  border-radius: 4px; background: var(--warn-tint); }
.notice[hidden] { display: none; }
.entries { margin-top: 16px; }
.entries li { padding: 12px 0; border-top: 1px solid var(--line); }
.byline { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: baseline; }
.byline time { margin-left: auto; color: var(--second); font-size: 12px; }
.kind { padding: 0 8px; border-radius: 4px; font-size: 12px; line-height: 18px;
  border: 1px solid var(--stroke); }
.comment .kind { border-color: var(--tint-line); background: var(--tint); }
.entries .text { margin-top: 4px; white-space: pre-wrap; overflow-wrap: anywhere; }

@media (max-width: 1023px) {
  .split.list, .split.task { grid-template-columns: minmax(0, 1fr); }
  .top { flex-wrap: wrap; padding: 8px 16px; }
  .aim { display: none; }
  main { padding: 8px 16px 24px; }
}
@media (max-width: 560px) {
  .fields { grid-template-columns: 1fr; }
  .find { margin-left: 0; width: 100%; }
  .find input { flex: 1; width: auto; }
  thead { display: none; }
  .switch { width: 100%; }
  .switch select { flex: 1; min-width: 0; }
  table, tbody { display: block; }
  tbody tr { display: grid; grid-template-columns: 1fr auto; gap: 4px 12px; padding: 12px 0;
    border-bottom: 1px solid var(--line); }
  td { padding: 0; border: 0; }
  td.what { grid-row: 2; grid-column: 1 / -1; }
  td.state-cell { grid-column: 2; grid-row: 1; text-align: right; }
  td.time { color: var(--second); font-size: 12px; text-align: right; }
  .foot { padding: 12px 0 0; }
  .calls .call, .armed { overflow-wrap: anywhere; }
}
@media (forced-colors: active) { .card { border: 1px solid; } }
`;
