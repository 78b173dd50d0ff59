import type { z } from 'zod';
import { listed } from '../domain/errors/sentence-parts';

type Fault = z.core.$ZodRawIssue;
type Sized = z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig>;

const KINDS: Record<string, string> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

const UNITS: Record<string, string> = { string: ' characters', array: ' values' };

const size = ({ origin }: Sized, bound: string, limit: number | bigint) =>
  `Send ${bound} ${limit}${UNITS[origin] ?? ''}.`;

/**
 * What a shape asks for, as a sentence of ours instead of the library's. A schema that knows better,
 * such as how a number of an order looks, brings its own.
 */
export function schemaFault(issue: Fault): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Send ${KINDS[issue.expected] ?? 'another kind of value'}.`;
    case 'too_small':
      return size(issue, issue.inclusive === false ? 'more than' : 'at least', issue.minimum);
    case 'too_big':
      return size(issue, issue.inclusive === false ? 'less than' : 'at most', issue.maximum);
    case 'invalid_value':
      return `Send ${listed(issue.values.map(String))}.`;
    case 'invalid_format':
      return issue.format === 'uuid' ? 'Send a UUID.' : 'Write it as the API document says.';
    default:
      return 'Send what the API document describes.';
  }
}
