import { escapeHtml } from '../kit/html';
import { OUR_TENANT, PERSONAS, type Persona } from '../kit/people';
import { pageFrame } from './page-frame';

const initials = (name: string) =>
  name
    .split(' ')
    .map((word) => word.charAt(0))
    .join('');

function personaRow(persona: Persona, hint: string): string {
  const isHinted = hint === persona.email || hint === persona.key;
  const role = persona.role.charAt(0).toUpperCase() + persona.role.slice(1);
  return `<li><button name="persona" value="${persona.key}"${isHinted ? ' autofocus' : ''}>
<span class="face" aria-hidden="true">${escapeHtml(initials(persona.name))}</span>
<span><span class="name">${escapeHtml(persona.name)}</span> <span class="mail">${escapeHtml(persona.email)}</span></span>
<span class="role">${escapeHtml(role)}</span>
</button></li>`;
}

const list = (personas: Persona[], hint: string) =>
  `<ul>${personas.map((persona) => personaRow(persona, hint)).join('\n')}</ul>`;

/** The sign-in page: instead of a password, a choice of who to be. */
export function personaPage(redirectUri: string, hint: string, nonce: string): string {
  const ours = PERSONAS.filter((persona) => persona.tenantId === OUR_TENANT);
  const others = PERSONAS.filter((persona) => persona.tenantId !== OUR_TENANT);
  const content = `<h1>Who are you today?</h1>
<p>You return to <strong>${escapeHtml(new URL(redirectUri).host)}</strong>, signed in as the person you choose.</p>
<form method="post">
<h2 id="ours">Our organisation</h2>
${list(ours, hint)}
<h2 id="others">Another organisation, to be refused</h2>
${list(others, hint)}
</form>
<footer>Each choice is a fresh sign-in; sign out to become someone else.</footer>`;
  return pageFrame('Choose who you are', content, nonce);
}

/** A refusal or a farewell: a heading and a sentence. */
export function messagePage(heading: string, text: string, nonce: string): string {
  return pageFrame(heading, `<h1>${escapeHtml(heading)}</h1>\n<p>${escapeHtml(text)}</p>`, nonce);
}
