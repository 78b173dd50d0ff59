import { COMMAND_NAMES, type CommandName } from './command-table';
import { nearestWord } from './nearest-word';

export type ParsedCommand =
  | { command: CommandName; rest: string }
  /** `meant`: the command it looks like, if it looks like one. */
  | { command: null; meant: CommandName | null };

/** Longer than every command with every field at its limit; more is no command. */
export const MAX_COMMAND = 12_000;

/**
 * Spaces of every kind and line ends of every system become one kind, as do hyphens; marks nobody
 * sees go.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replaceAll(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, '')
    .replaceAll(/[\u2010\u2011]/gu, '-')
    .replaceAll(/[^\S\n]/gu, ' ')
    .trim();
}

/** Which command a text is; its words may stand in any case and with any spaces between. */
export function parseCommand(text: string): ParsedCommand {
  const line = normalise(text);
  const words = line.split(/\s+/u, 2).map((word) => word.toLowerCase());
  // The longer name first: `my orders` before a command that might once be called `my`.
  const byLength = [...COMMAND_NAMES].sort((one, other) => other.length - one.length);
  const command = byLength.find((name) => {
    const parts = name.split(' ');
    return parts.every((part, index) => words[index] === part);
  });
  if (command === undefined) return { command: null, meant: meantBy(words) };
  return { command, rest: afterWords(line, command.split(' ').length) };
}

function afterWords(line: string, count: number): string {
  let rest = line;
  for (let word = 0; word < count; word += 1) rest = rest.replace(/^\S+\s*/u, '');
  return rest;
}

function meantBy(words: readonly string[]): CommandName | null {
  const [first = ''] = words;
  const two = words.join(' ');
  return (
    nearestWord(two, COMMAND_NAMES) ??
    nearestWord(first, COMMAND_NAMES) ??
    // `new`, `orders` and `my` alone are half of a command.
    COMMAND_NAMES.find((name) => name.split(' ').includes(first)) ??
    null
  );
}
