import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { escapeHtml } from '../kit/html';
import { CONTROL_PAGE_SCRIPT } from './control-page-script';
import type { PageAccess } from './page-access';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem; }
h1 { font-size: 1.4rem; margin: .5rem 0; }
.mark { border: 2px solid #b35c00; border-radius: .3rem; padding: 0 .4rem; font-weight: 600; }
nav, fieldset, .acts { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
fieldset { border: 1px solid #8886; border-radius: .4rem; margin: 1rem 0; }
button, input, select { font: inherit; padding: .25rem .6rem; min-height: 2rem; }
button:focus-visible, input:focus-visible, select:focus-visible { outline: 3px solid #0a6cff; }
label { display: flex; flex-direction: column; font-size: .85rem; }
article { border: 1px solid #8886; border-radius: .4rem; padding: .6rem 1rem; margin: .7rem 0; }
article h2 { font-size: 1.05rem; margin: 0; }
article p { margin: .2rem 0; }
#status { min-height: 1.6rem; }
`;

const FAULTS = [
  'dropBefore',
  'commitThenDrop',
  'commitThenStall',
  'commitThenBrokenJson',
  'created201WithoutId',
  'status429',
  'status500',
  'status503',
  'status401Once',
  'lookupLag',
  'hugeBody',
  'redirect',
  'duplicateEvent',
  'dropEvent',
];

const button = (act: string, label: string) =>
  `<button type="button" data-do="${act}">${escapeHtml(label)}</button>`;

/** The page a presenter uses to play the carrier. */
export function controlPage(name: string, access: PageAccess) {
  return (request: Request, response: Response) => {
    const nonce = access.open(request, response);
    const cspNonce = randomBytes(16).toString('base64url');
    response.set({
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Content-Security-Policy': [
        `default-src 'none'`,
        `script-src 'nonce-${cspNonce}'`,
        `style-src 'nonce-${cspNonce}'`,
        `connect-src 'self'`,
        `base-uri 'none'`,
        `form-action 'none'`,
        `frame-ancestors 'none'`,
      ].join('; '),
    });
    response.type('html').send(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="sim-nonce" content="${nonce}">
<title>Simulator: ${escapeHtml(name)}</title>
<style nonce="${cspNonce}">${STYLE}</style>
</head>
<body>
<main>
<h1><span class="mark">Simulator</span> ${escapeHtml(name)}</h1>
<nav aria-label="Time">
<span id="clock"></span>
${button('pause', 'Pause')}${button('resume', 'Resume')}${button('day', 'Advance a day')}
</nav>
<fieldset>
<legend>Faults</legend>
<label>Kind <select id="fault-kind">${FAULTS.map((kind) => `<option>${kind}</option>`).join('')}</select></label>
<label>Operation <input id="fault-operation" value="createProductOrder" size="22"></label>
<label>Order (empty: any) <input id="fault-key" size="18"></label>
<label>Times <input id="fault-times" type="number" min="1" value="1"></label>
${button('addFault', 'Add fault')}${button('clearFaults', 'Clear faults')}
<span id="faults"></span>
</fieldset>
<fieldset>
<legend>Words for the next button</legend>
<label>Date <input id="date" type="date"></label>
<label>Note or reason <input id="note" size="40" value="The loop is delayed."></label>
<label>Milestone <select id="milestone">
<option>SITE_SURVEY_DONE</option><option>LOOP_DELIVERED</option><option>TECH_DISPATCHED</option>
</select></label>
</fieldset>
<p id="status" role="status" aria-live="polite"></p>
<section id="orders" aria-label="Orders"></section>
</main>
<script nonce="${cspNonce}">${CONTROL_PAGE_SCRIPT}</script>
</body>
</html>`);
  };
}
