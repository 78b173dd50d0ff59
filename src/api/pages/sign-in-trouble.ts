import type { ErrorRequestHandler } from 'express';
import type { Logger } from '../../log';
import { problemOf } from '../problem';

const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);

const toPage = (title: string, detail: string) => `<!doctype html>
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
<p>${escapeHtml(detail)}</p>
<p><a href="/auth/login">Choose an account</a></p>
</main>
</body>
</html>`;

/** A sign-in happens in a browser's address bar: there a person reads why it failed, not a program. */
export function signInTrouble(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (request.method !== 'GET' || request.accepts(['json', 'html']) !== 'html') {
      next(error);
      return;
    }
    const { status, title, detail } = problemOf(error, request, log);
    response
      .status(status)
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(toPage(title, detail));
  };
}
