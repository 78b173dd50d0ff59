import { listed } from '../src/domain/errors/sentence-parts';
import { hasRole, type Role } from '../src/domain/people';
import { isGranted } from '../src/domain/permissions';
import { button, type ActionView } from './card-actions';
import type { Viewer, WelcomeRequest } from './card-request';
import { LIST_VERBS, type ListVerb } from './list-verbs';
import { plainText } from './text';
import type { FactView, LinkView } from './view-parts';

/** First contact: what one can type, when the bot writes, one way to begin. */
export interface WelcomeView {
  summary: string;
  greeting: string;
  roles: string;
  commands: FactView[];
  actions: ActionView[];
  link: LinkView;
}

export function welcomeView({ viewer, links }: WelcomeRequest): WelcomeView {
  const [firstName = ''] = viewer.name.split(' ');
  return {
    summary: 'Circuit orders: what you can do here',
    greeting: `Hello ${plainText(firstName, 60)}. I order circuits, ask for approvals and tell you when something needs you. You are ${articleOf(viewer)}`,
    roles: rolesOf(viewer.roles),
    commands: commandsFor(viewer),
    actions: firstPrimary([
      ...(isGranted(3, viewer.roles) ? [button('New order', 'order.create', {})] : []),
      ...(mayDecide(viewer) ? [listButton('list.pending')] : []),
      listButton('list.mine'),
    ]),
    link: { title: 'Open board', url: links.board },
  };
}

const mayDecide = (viewer: Viewer) => hasRole(viewer, 'approver', 'admin');

const listButton = (verb: ListVerb) => button(LIST_VERBS[verb].title, verb, {});

/** What comes first is what this person is here for. */
const firstPrimary = ([first, ...others]: readonly ActionView[]): ActionView[] =>
  first === undefined ? [] : [{ ...first, style: 'positive' }, ...others];

function articleOf({ roles: [first] }: Viewer): string {
  if (first === undefined) return '';
  return /^[aeiou]/u.test(first) ? 'an ' : 'a ';
}

const rolesOf = (roles: readonly Role[]) =>
  roles.length === 0 ? 'without a role here' : listed(roles, 'and');

function commandsFor(viewer: Viewer): FactView[] {
  const lines: [condition: boolean, title: string, value: string][] = [
    [isGranted(3, viewer.roles), 'new order', 'order a circuit'],
    [mayDecide(viewer), 'pending', 'decisions that wait for you'],
    [true, 'my orders', 'your open orders'],
    [true, 'status 371', 'one order, by number'],
    [mayDecide(viewer), 'approve 371', 'your yes, with a comment if you like'],
    [true, 'help', 'all commands with examples'],
  ];
  return lines
    .filter(([isTheirs]) => isTheirs)
    .slice(0, 6)
    .map(([, title, value]) => ({ title, value }));
}
