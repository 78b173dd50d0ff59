import type { ImportEdge } from './list-imports';

interface RoomRule {
  /** Rooms whose code it may need at run time, besides its own. */
  rooms: readonly string[];
  /** Packages it may need; absent: any. */
  packages?: readonly (string | RegExp)[];
}

const DOMAIN_AND_PORTS = ['src/domain', 'src/ports'];
const UPPER = ['src/use-cases', ...DOMAIN_AND_PORTS];

/** Who may need whom at run time. Types are stripped before this table is asked. */
export const IMPORT_TABLE: Readonly<Record<string, RoomRule>> = {
  'src/domain': { rooms: [], packages: [] },
  'src/ports': { rooms: ['src/domain'], packages: [] },
  'src/use-cases': { rooms: DOMAIN_AND_PORTS, packages: [] },
  'src/activities': { rooms: DOMAIN_AND_PORTS, packages: ['@temporalio/activity'] },
  workflows: { rooms: ['src/domain'], packages: ['@temporalio/workflow', '@temporalio/common'] },
  cards: { rooms: ['src/domain'], packages: ['adaptivecards-templating', /^node:/u] },
  'src/adapters/*': { rooms: DOMAIN_AND_PORTS },
  'src/adapters/temporal': { rooms: [...DOMAIN_AND_PORTS, 'workflows/ids', 'workflows/messages'] },
  'src/api': { rooms: UPPER },
  'src/bot': { rooms: [...UPPER, 'cards'] },
  'src/relay': { rooms: [...UPPER, 'cards'], packages: [] },
  'src/worker': { rooms: [...UPPER, 'src/activities', 'workflows/ids'] },
  'src/web': { rooms: ['src/domain'] },
  'src/simulators/*': { rooms: ['src/simulators/kit'] },
  'src/commands': { rooms: ['src', 'cards', 'workflows'] },
  src: { rooms: ['src', 'cards', 'workflows'] },
};

const inRoom = (path: string, room: string) => path === room || path.startsWith(`${room}/`);

/** The room a file stands in: two levels where every folder of a room is closed to the others. */
export function roomOf(file: string): string {
  const [first = '', second = '', third = ''] = file.split('/');
  if (first !== 'src') return first;
  if (second === 'adapters' || second === 'simulators') return `src/${second}/${third}`;
  return file.split('/').length === 2 ? 'src' : `src/${second}`;
}

function ruleOf(room: string): RoomRule | undefined {
  return IMPORT_TABLE[room] ?? IMPORT_TABLE[room.replace(/\/[^/]+$/u, '/*')];
}

/** What is wrong with an edge, as a sentence; null where nothing is. */
export function strayEdge({ from, to, isPackage }: ImportEdge): string | null {
  const room = roomOf(from);
  const rule = ruleOf(room);
  if (rule === undefined) return `${from} stands in no room of the table`;
  if (isPackage) return strayPackage(from, to, room, rule);
  if (inRoom(to, room) && room !== 'src') return null;
  return rule.rooms.some((allowed) => inRoom(to, allowed)) ? null : `${from} may not need ${to}`;
}

function strayPackage(from: string, to: string, room: string, rule: RoomRule): string | null {
  const isBotSdk = /^botbuilder|^botframework/u.test(to);
  if (isBotSdk && !from.startsWith('src/bot/botbuilder/')) return `${from} needs the bot SDK`;
  if (room === 'src/domain' && to === 'zod' && from.endsWith('-schema.ts')) return null;
  if (room === 'src/web' && (to === 'zod' || to.startsWith('node:'))) return `${from} needs ${to}`;
  const { packages } = rule;
  if (packages === undefined) return null;
  const fits = packages.some((name) => (typeof name === 'string' ? name === to : name.test(to)));
  return fits ? null : `${from} may not need the package ${to}`;
}
