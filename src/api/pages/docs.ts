import { Router } from 'express';

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>circuit-orders API</title>
<link rel="stylesheet" href="/docs/page.css">
</head>
<body>
<main>
<h1>circuit-orders API</h1>
<p>Made from <a href="/openapi.json">openapi.json</a>. Send a bearer token of your tenant.</p>
<div id="operations" aria-live="polite">Reading the document…</div>
</main>
<script src="/docs/page.js"></script>
</body>
</html>`;

const STYLE = `:root { color-scheme: light dark; font: 14px/20px system-ui, sans-serif; }
main { max-width: 960px; margin: 0 auto; padding: 24px; }
h1 { font-size: 20px; line-height: 28px; }
section { border-top: 1px solid GrayText; padding: 12px 0; }
h2 { font-size: 14px; line-height: 20px; margin: 0; }
code, pre { font: 13px/20px ui-monospace, monospace; }
pre { overflow-x: auto; margin: 8px 0 0; }
.method { display: inline-block; min-width: 64px; font-weight: 600; }`;

const SCRIPT = `const target = document.getElementById('operations');
const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
fetch('/openapi.json').then((answer) => answer.json()).then((spec) => {
  target.replaceChildren();
  for (const [path, operations] of Object.entries(spec.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const section = document.createElement('section');
      const head = document.createElement('h2');
      const word = element('span', method.toUpperCase());
      word.className = 'method';
      head.append(word, element('code', path));
      section.append(head, element('p', operation.summary));
      const body = operation.requestBody?.content?.['application/json']?.schema;
      if (body) {
        const details = document.createElement('details');
        details.append(element('summary', 'Request body'), element('pre', JSON.stringify(body, null, 2)));
        section.append(details);
      }
      section.append(element('p', 'Answers ' + Object.entries(operation.responses)
        .map(([status, answer]) => status + ': ' + answer.description).join(' · ')));
      target.append(section);
    }
  }
});`;

/** A reader for the OpenAPI document that needs nobody else's script. */
export function docsPage(): Router {
  const router = Router();
  router.get('/docs', (_request, response) => {
    response.type('html').send(PAGE);
  });
  router.get('/docs/page.css', (_request, response) => {
    response.type('css').send(STYLE);
  });
  router.get('/docs/page.js', (_request, response) => {
    response.type('js').send(SCRIPT);
  });
  return router;
}
