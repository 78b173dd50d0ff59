import { existsSync, watch } from 'node:fs';

/** Calls `onChange` after sources changed and stayed quiet for a moment; never twice at once. */
export function watchSources(project, onChange) {
  let timer;
  let working = false;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (working) {
        later();
        return;
      }
      working = true;
      await onChange();
      working = false;
    }, 300);
  };
  for (const folder of ['src', 'workflows', 'cards']) {
    const path = project.path(folder);
    if (existsSync(path)) watch(path, { recursive: true }, later);
  }
}
