import { filterTokens, syntaxError, type FilterToken } from './filter-tokens';
import { OPERATORS, PATHS, requireSameType, typeOf, type Operator } from './filter-types';
import { GraphError } from './graph-error';

/**
 * The part of OData's `$filter` that mail clients use:
 *
 * ```
 * isDraft eq true and singleValueExtendedProperties/any(ep: ep/id eq 'String {…} Name key' and ep/value eq 'a')
 * ```
 */
export type Filter =
  | { kind: 'and' | 'or'; left: Filter; right: Filter }
  | { kind: 'not'; operand: Filter }
  | { kind: 'compare'; path: string; operator: Operator; value: Literal }
  | { kind: 'text'; test: TextTest; path: string; value: string }
  | { kind: 'any'; variable: string; condition: Filter };

const TEXT_TESTS = ['startswith', 'endswith', 'contains'] as const;
export type TextTest = (typeof TEXT_TESTS)[number];
export type Literal = string | boolean | null;

/** How deep parentheses and negations may lie in each other. */
const DEEPEST = 100;

class FilterParser {
  private readonly source: string;
  private readonly tokens: FilterToken[];
  private position = 0;
  private depth = 0;
  private variable: string | undefined;

  constructor(source: string) {
    this.source = source;
    this.tokens = filterTokens(source);
  }

  parse(): Filter {
    const filter = this.either();
    if (this.peek().kind !== 'end') throw this.problem();
    return filter;
  }

  private either(): Filter {
    let left = this.both();
    while (this.takeWord('or')) left = { kind: 'or', left, right: this.both() };
    return left;
  }

  private both(): Filter {
    let left = this.single();
    while (this.takeWord('and')) left = { kind: 'and', left, right: this.single() };
    return left;
  }

  private single(): Filter {
    if (this.takeWord('not')) return { kind: 'not', operand: this.deeper(() => this.single()) };
    if (this.takeMark('(')) {
      const inner = this.deeper(() => this.either());
      this.require(')');
      return inner;
    }
    const token = this.next();
    if (token.kind !== 'word') throw this.problem(token);
    const test = TEXT_TESTS.find((name) => name === token.text.toLowerCase());
    if (test !== undefined) return this.textTest(test);
    if (token.text.toLowerCase() === 'singlevalueextendedproperties/any') return this.any();
    return this.comparison(token);
  }

  private deeper(read: () => Filter): Filter {
    if (this.depth === DEEPEST) {
      const message = 'Invalid filter clause: Recursion depth exceeded allowed limit.';
      throw new GraphError(400, 'BadRequest', message);
    }
    this.depth += 1;
    const filter = read();
    this.depth -= 1;
    return filter;
  }

  private comparison(token: FilterToken): Filter {
    const path = this.checkedPath(token);
    const word = this.next();
    const operator = OPERATORS.find((name) => name === word.text);
    if (operator === undefined) throw this.problem(word);
    const literal = this.peek();
    const value = this.literal();
    requireSameType(path, typeOf(literal), operator);
    return { kind: 'compare', path, operator, value };
  }

  private textTest(test: TextTest): Filter {
    this.require('(');
    const path = this.checkedPath(this.next());
    requireSameType(path, 'Edm.String', test);
    this.require(',');
    const value = this.literal();
    if (typeof value !== 'string') throw this.problem();
    this.require(')');
    return { kind: 'text', test, path, value };
  }

  private any(): Filter {
    if (this.variable !== undefined) throw this.problem();
    this.require('(');
    const variable = this.next();
    if (variable.kind !== 'word') throw this.problem(variable);
    this.require(':');
    this.variable = variable.text;
    const condition = this.either();
    this.variable = undefined;
    this.require(')');
    return { kind: 'any', variable: variable.text, condition };
  }

  private checkedPath(token: FilterToken): string {
    if (token.kind !== 'word') throw this.problem(token);
    const own =
      this.variable === undefined
        ? []
        : ['id', 'value'].map((name) => `${this.variable ?? ''}/${name}`);
    const known = [...Object.keys(PATHS), ...own].find(
      (path) => path.toLowerCase() === token.text.toLowerCase(),
    );
    if (known !== undefined) return known;
    throw new GraphError(
      400,
      'RequestBroker--ParseUri',
      `Could not find a property named '${token.text}' on type 'microsoft.graph.message'.`,
    );
  }

  private literal(): Literal {
    const token = this.next();
    if (token.kind === 'text') return token.text;
    if (token.kind !== 'word') throw this.problem(token);
    if (token.text === 'true' || token.text === 'false') return token.text === 'true';
    if (token.text === 'null') return null;
    if (/^\d{4}-\d\d-\d\d/.test(token.text)) {
      const instant = new Date(token.text);
      if (!Number.isNaN(instant.getTime())) return instant.toISOString();
    }
    throw this.problem(token);
  }

  private peek(): FilterToken {
    const token = this.tokens[this.position];
    if (token === undefined) throw syntaxError(this.source.length, this.source);
    return token;
  }

  private next(): FilterToken {
    const token = this.peek();
    this.position += 1;
    return token;
  }

  private takeWord(word: string): boolean {
    const token = this.peek();
    if (token.kind !== 'word' || token.text !== word) return false;
    this.position += 1;
    return true;
  }

  private takeMark(mark: string): boolean {
    const token = this.peek();
    if (token.kind !== 'mark' || token.text !== mark) return false;
    this.position += 1;
    return true;
  }

  private require(mark: string): void {
    if (!this.takeMark(mark)) throw this.problem();
  }

  private problem(token = this.peek()): GraphError {
    return syntaxError(token.at, this.source);
  }
}

/** Reads a filter or refuses it as Graph does, with the position of the mistake. */
export function parseFilter(source: string): Filter {
  return new FilterParser(source).parse();
}

/** The message properties a filter names, in order; needed to judge a sort order beside it. */
export function pathsOf(filter: Filter): string[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [...pathsOf(filter.left), ...pathsOf(filter.right)];
    case 'not':
      return pathsOf(filter.operand);
    case 'any':
      return ['singleValueExtendedProperties'];
    case 'compare':
    case 'text':
      return [filter.path];
  }
}
