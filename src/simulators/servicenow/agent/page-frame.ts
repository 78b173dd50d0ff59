import { html, type Markup } from './markup';
import { userGroups, type AgentView } from './agent-view';

/** Every form carries the nonce that proves it was made here. */
export const nonceField = (view: AgentView): Markup =>
  html`<input type="hidden" name="nonce" value="${view.nonce}" />`;

function userSwitch(view: AgentView): Markup {
  const groups = userGroups(view.instance, 'user_name').map(
    ({ label, users }) =>
      html`<optgroup label="${label}">
        ${users.map(({ value, label: name }) =>
          value === view.caller.userName
            ? html`<option value="${value}" selected>${name}</option>`
            : html`<option value="${value}">${name}</option>`,
        )}
      </optgroup>`,
  );
  return html`<form class="switch" method="post" action="/_sim/agent/user">
    ${nonceField(view)}
    <label for="user">Acting as</label>
    <select id="user" name="user">
      ${groups}
    </select>
    <button type="submit">Switch</button>
  </form>`;
}

/** A whole page: head, banner that says what this is, content. */
export function pageFrame(view: AgentView, title: string, content: Markup): string {
  const { isUp } = view.instance.presence;
  const state = isUp ? 'Up' : 'Down: every call is reset';
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ServiceNow simulator</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/_sim/agent/agent.css" />
        <script src="/_sim/agent/agent.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="top">
          <a class="brand" href="/_sim/agent">ServiceNow</a>
          <span class="badge">Simulator</span>
          <span class="aim">Nothing here leaves this computer.</span>
          <span class="presence ${isUp ? 'up' : 'down'}" id="presence" data-live>${state}</span>
          ${userSwitch(view)}
        </header>
        <main id="main" tabindex="-1">
          <p class="message" role="status">${view.message}</p>
          ${content}
        </main>
      </body>
    </html>`.markup;
}
