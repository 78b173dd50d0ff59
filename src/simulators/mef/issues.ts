import { ApiRefusal, shortReason } from './api-refusal';
import type { JsonObject } from './mef-state';

export type IssueCode =
  | 'missingProperty'
  | 'invalidValue'
  | 'invalidFormat'
  | 'referenceNotFound'
  | 'unexpectedProperty'
  | 'tooManyRecords'
  | 'otherIssue';

export interface Issue {
  code: IssueCode;
  reason: string;
  /** JSON pointer (RFC 6901) to the property. */
  propertyPath: string;
}

const DAY_MS = 86_400_000;
const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const DATE_TIME = new RegExp(
  String.raw`^(\d{4})-(\d\d)-(\d\d)T${TIME}:[0-5]\d(?:\.\d+)?(?:Z|[+-]${TIME})$`,
);

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** RFC 3339; a day its month does not have is none, though the clock of JavaScript would take it. */
export function isDateTime(value: unknown): value is string {
  const [, year, month, day] = (typeof value === 'string' && DATE_TIME.exec(value)) || [];
  if (day === undefined || Number.isNaN(Date.parse(value as string))) return false;
  return Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}

/** Reads a body and collects everything wrong with it, so that one answer names all problems. */
export class Issues {
  readonly found: Issue[] = [];

  add(code: IssueCode, propertyPath: string, reason: string): void {
    this.found.push({ code, reason: shortReason(reason), propertyPath });
  }

  text(parent: JsonObject, name: string, path: string): string | undefined {
    const value = this.#present(parent, name, path);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value.trim() !== '') return value;
    if (value === '') this.add('missingProperty', `${path}/${name}`, `${name} is empty.`);
    else this.add('invalidFormat', `${path}/${name}`, `${name} is not a text.`);
    return undefined;
  }

  object(parent: JsonObject, name: string, path: string): JsonObject | undefined {
    const value = this.#present(parent, name, path);
    if (value === undefined || isObject(value)) return value;
    this.add('invalidFormat', `${path}/${name}`, `${name} is not an object.`);
    return undefined;
  }

  /** A list of at least one object. */
  objects(parent: JsonObject, name: string, path: string): JsonObject[] {
    const value = this.#present(parent, name, path);
    if (value === undefined) return [];
    if (Array.isArray(value) && value.every(isObject)) {
      if (value.length === 0)
        this.add('missingProperty', `${path}/${name}`, `${name} has no entry.`);
      return value;
    }
    this.add('invalidFormat', `${path}/${name}`, `${name} is not a list of objects.`);
    return [];
  }

  boolean(parent: JsonObject, name: string, path: string): void {
    const value = this.#present(parent, name, path);
    if (value === undefined || typeof value === 'boolean') return;
    this.add('invalidFormat', `${path}/${name}`, `${name} is not a boolean.`);
  }

  dateTime(parent: JsonObject, name: string, path: string): string | undefined {
    const value = this.#present(parent, name, path);
    if (value === undefined || isDateTime(value)) return value;
    this.add('invalidFormat', `${path}/${name}`, `${name} is not a date-time.`);
    return undefined;
  }

  /** A date somebody wishes for: today will do, yesterday will not. Days are counted in UTC. */
  wishedDate(parent: JsonObject, name: string, path: string, nowMs: number): void {
    const value = this.dateTime(parent, name, path);
    if (value === undefined || Date.parse(value) >= nowMs - (nowMs % DAY_MS)) return;
    this.add('invalidValue', `${path}/${name}`, `${name} lies in the past.`);
  }

  oneOf(parent: JsonObject, name: string, path: string, words: readonly string[]) {
    const value = this.text(parent, name, path);
    if (value === undefined || words.includes(value)) return value;
    this.add('invalidValue', `${path}/${name}`, `${name} is none of ${words.join(', ')}.`);
    return undefined;
  }

  absent(parent: JsonObject, names: readonly string[], path: string): void {
    for (const name of names) {
      if (parent[name] !== undefined) {
        this.add('unexpectedProperty', `${path}/${name}`, `${name} does not belong here.`);
      }
    }
  }

  /** Refuses every property that is not one of these. */
  only(parent: JsonObject, names: readonly string[], path: string): void {
    const others = Object.keys(parent).filter((name) => !names.includes(name));
    this.absent(parent, others, path);
  }

  throwIfAny(): void {
    if (this.found.length > 0) throw new ApiRefusal(422, this.found);
  }

  #present(parent: JsonObject, name: string, path: string): unknown {
    const value = parent[name];
    if (value !== undefined && value !== null) return value;
    this.add('missingProperty', `${path}/${name}`, `${name} is missing.`);
    return undefined;
  }
}
