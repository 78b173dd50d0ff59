import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** All files below the given files and folders (missing ones are skipped), in a fixed order. */
export function filesBelow(root, places, accepts = () => true) {
  const found = [];
  const walk = (path) => {
    const name = relative(root, path).replaceAll('\\', '/');
    if (!accepts(name)) return;
    if (statSync(path).isDirectory()) {
      for (const entry of readdirSync(path).sort()) walk(join(path, entry));
    } else found.push(name);
  };
  for (const place of places) if (existsSync(join(root, place))) walk(join(root, place));
  return found;
}

/** One hash over names and contents of files, and whatever else decides the result. */
export function fingerprint(root, files, extra = []) {
  const hash = createHash('sha256').update(JSON.stringify(extra));
  for (const file of files) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}
