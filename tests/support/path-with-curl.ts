import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The PATH of this machine; where it has no curl, one in this folder speaks for it, at the end. */
export function pathWithCurl(folder: string): string {
  const path = process.env['PATH'] ?? '';
  if (path.split(delimiter).some((folder) => existsSync(join(folder, 'curl')))) return path;
  const script = join(__dirname, 'curl.mjs');
  writeFileSync(join(folder, 'curl'), `#!/bin/sh\nexec node "${script}" "$@"\n`);
  chmodSync(join(folder, 'curl'), 0o755);
  return `${path}${delimiter}${folder}`;
}
