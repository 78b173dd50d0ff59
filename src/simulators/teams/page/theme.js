/* global document, matchMedia, localStorage */
import { byId } from './elements.js';

const KEY = 'teams-stand-in-theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

/** Follows the system until the person chooses. */
export function startTheme() {
  const button = byId('theme');
  const current = () => localStorage.getItem(KEY) ?? (prefersDark.matches ? 'dark' : 'light');
  const apply = () => {
    document.documentElement.dataset.theme = current();
    button.textContent = current() === 'dark' ? 'Light theme' : 'Dark theme';
  };
  button.addEventListener('click', () => {
    localStorage.setItem(KEY, current() === 'dark' ? 'light' : 'dark');
    apply();
  });
  prefersDark.addEventListener('change', apply);
  apply();
}
