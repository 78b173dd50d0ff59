/** What is wrong with a JSON text that `JSON.parse` takes without a word. */
export type JsonFault = { fault: 'doubled'; path: string[] } | { fault: 'too deep' };

interface Level {
  /** Keys so far; null in a list. */
  keys: Set<string> | null;
  /** The key or index whose value is being read. */
  place: string | number;
}

/**
 * Finds a key that one object gives twice: `JSON.parse` keeps the last, another reader of the same
 * text may keep the first. `{"a":{"b":1,"b":1}}` is doubled at `['a', 'b']`. Only strings, commas
 * and brackets are looked at, once, and no deeper than `deepest`; whether the text is JSON at all is
 * for the parser to say. Libraries that judge this build the whole value by recursion, which deep
 * texts overflow, and let equal doubles through.
 */
export function jsonFault(text: string, deepest: number): JsonFault | null {
  const levels: Level[] = [];
  let awaitsKey = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    const level = levels.at(-1);
    if (sign === '"') {
      const start = at;
      at = closingQuote(text, start);
      if (awaitsKey && level?.keys && !addKey(level, level.keys, text.slice(start, at + 1))) {
        return { fault: 'doubled', path: levels.map(({ place }) => String(place)) };
      }
      awaitsKey = false;
    } else if (sign === '{' || sign === '[') {
      if (levels.length >= deepest) return { fault: 'too deep' };
      levels.push({ keys: sign === '{' ? new Set() : null, place: 0 });
      awaitsKey = sign === '{';
    } else if (sign === '}' || sign === ']') {
      levels.pop();
      awaitsKey = false;
    } else if (sign === ',' && level !== undefined) {
      if (typeof level.place === 'number') level.place += 1;
      awaitsKey = level.keys !== null;
    }
  }
  return null;
}

/** Index of the quote that ends a string, or of the text's end. */
function closingQuote(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** Keys are compared as they are read, so that an escape is no disguise. */
function addKey(level: Level, keys: Set<string>, quoted: string): boolean {
  const key = quoted.includes('\\') ? unescaped(quoted) : quoted.slice(1, -1);
  level.place = key;
  if (keys.has(key)) return false;
  keys.add(key);
  return true;
}

function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
