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
code { font: 13px/20px ui-monospace, monospace; overflow-wrap: anywhere; }
table { width: 100%; margin: 8px 0 0; border-collapse: collapse; }
td { padding: 2px 12px 2px 0; vertical-align: top; }
td:first-child { width: 30%; }
.method { display: inline-block; min-width: 64px; font-weight: 600; }`;

const SCRIPT = `const target = document.getElementById('operations');
const element = (name, ...children) => {
  const made = document.createElement(name);
  made.append(...children);
  return made;
};
const typeOf = (schema, schemas) => {
  if (schema.$ref) {
    const name = schema.$ref.split('/').pop();
    return schemas[name].enum ? typeOf(schemas[name], schemas) : name;
  }
  const kinds = schema.anyOf ?? schema.oneOf;
  if (kinds) return kinds.map((kind) => typeOf(kind, schemas)).join(' or ');
  if (schema.enum) return schema.enum.join(' | ');
  if (schema.const !== undefined) return String(schema.const);
  if (schema.type === 'array') return 'list of ' + typeOf(schema.items ?? {}, schemas);
  return [schema.type].flat().filter(Boolean).join(' or ') || 'anything';
};
const rowOf = (name, required, schema, about, schemas) => element('tr',
  element('td', element('code', name), required ? ' (required)' : ''),
  element('td', typeOf(schema, schemas)),
  element('td', about ?? schema.description ?? ''));
const partOf = (title, rows) => rows.length === 0 ? '' :
  element('details', element('summary', title), element('table', ...rows));
const fieldsOf = (schema, schemas) => {
  const { properties = {}, required = [] } = schema.$ref ? schemas[schema.$ref.split('/').pop()] : schema;
  return Object.entries(properties)
    .map(([name, field]) => rowOf(name, required.includes(name), field, undefined, schemas));
};
const jsonOf = (part) => part?.content?.['application/json']?.schema ?? {};
fetch('/openapi.json').then((answer) => answer.json()).then(({ paths, components: { schemas } }) => {
  target.replaceChildren();
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const word = element('span', method.toUpperCase());
      word.className = 'method';
      const good = Object.entries(operation.responses).find(([status]) => status.startsWith('2'));
      target.append(element('section',
        element('h2', word, element('code', path)),
        element('p', operation.summary),
        partOf('Parameters', (operation.parameters ?? []).map((one) =>
          rowOf(one.name + ', ' + one.in, one.required, one.schema ?? {}, one.description, schemas))),
        partOf('Request body', fieldsOf(jsonOf(operation.requestBody), schemas)),
        partOf('Answer', fieldsOf(jsonOf(good?.[1]), schemas)),
        element('p', Object.entries(operation.responses)
          .map(([status, answer]) => status + ': ' + answer.description).join(' · '))));
    }
  }
  for (const [name, schema] of Object.entries(schemas)) {
    const rows = fieldsOf(schema, schemas);
    if (rows.length === 0) continue;
    const section = element('section', element('h2', element('code', name)), partOf('Fields', rows));
    section.id = name;
    target.append(section);
  }
}).catch(() => {
  target.textContent = 'The document cannot be read now. Reload the page.';
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
