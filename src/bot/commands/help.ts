import type { Member } from '../../ports/directory';
import { commandRow, type CommandName } from './command-table';
import { parseCommand } from './parse-command';

/** Commands that need no words of their own share a line, so that help stays short. */
const TOGETHER: readonly (readonly CommandName[])[] = [
  ['new order'],
  ['edit'],
  ['submit', 'recall', 'revise', 'enable'],
  ['cancel'],
  ['accept'],
  ['approve'],
  ['reject', 'return'],
  ['my orders', 'pending', 'more'],
  ['status'],
  ['help'],
];

function isFor(name: CommandName, { roles }: Pick<Member, 'roles'>): boolean {
  const row = commandRow(name);
  return row.roles === undefined || row.roles.some((role) => roles.includes(role));
}

/** The commands this person has use for, at most ten lines; with a command's name, all about it. */
export function helpText(member: Pick<Member, 'roles'>, about: string): string {
  if (about !== '') {
    const parsed = parseCommand(about);
    const asked = parsed.command ?? parsed.meant;
    return asked === null ? unknownCommand(null) : helpOn(asked);
  }
  const lines = TOGETHER.map((names) => names.filter((name) => isFor(name, member)))
    .filter((names) => names.length > 0)
    .map((names) => names.map((name) => shortUsage(name)).join(' · '));
  return lines.join('\n');
}

function shortUsage(name: CommandName): string {
  const { usage, does } = commandRow(name);
  const alone = TOGETHER.some((names) => names.length === 1 && names[0] === name);
  return alone ? `${usage}: ${does}` : usage;
}

function helpOn(name: CommandName): string {
  const { usage, does, example } = commandRow(name);
  return [`${usage}: ${does}.`, `Example: ${example}`].join('\n');
}

export function unknownCommand(meant: CommandName | null): string {
  return meant === null || meant === 'help'
    ? 'I do not know that command. Type `help`.'
    : `Did you mean \`${meant}\`? Type \`help\`.`;
}
