import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One variable of the example, in its order. */
export interface ExampleLine {
  name: string;
  value: string;
  /** Behind a comment sign: optional, shown with its default or an example. */
  isOptional: boolean;
}

const file = join(__dirname, '..', '..', '.env.example');

export function readExample(): ExampleLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const match = /^(# )?([A-Z][A-Z0-9_]*)=(.*)$/u.exec(line);
      if (match === null) return [];
      const [, sign, name = '', value = ''] = match;
      return [{ name, value, isOptional: sign !== undefined }];
    });
}

const SECRET = 'a'.repeat(64);

/** What somebody has who followed the example: the variables that are not optional, secrets filled. */
export function anEnvironment(more: Record<string, string> = {}): Record<string, string> {
  const asked = readExample().filter(({ isOptional }) => !isOptional);
  const filled = asked.map(({ name, value }) => [name, value === '' ? SECRET : value]);
  return { ...(Object.fromEntries(filled) as Record<string, string>), ...more };
}
