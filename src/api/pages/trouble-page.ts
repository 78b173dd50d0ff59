import type { ErrorRequestHandler } from 'express';
import type { Logger } from '../../log';
import type { ProblemDocument } from '../answers';
import { problemOf } from '../problem';

/** The link that goes on from here. */
interface Way {
  href: string;
  text: string;
}

const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);

const toPage = ({ title, detail }: ProblemDocument, way: Way) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/docs/page.css">
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(detail.replace(title, '').trim())}</p>
<p><a href="${way.href}">${escapeHtml(way.text)}</a></p>
</main>
</body>
</html>`;

/** Where a browser's address bar leads, a person reads what went wrong, not a program. */
export function troublePage(log: Logger, way: Way): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (request.method !== 'GET' || request.accepts(['json', 'html']) !== 'html') {
      next(error);
      return;
    }
    const problem = problemOf(error, request, log);
    response
      .status(problem.status)
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(toPage(problem, way));
  };
}
