import type { Instance } from '../instance';
import { read, type Row } from '../instance-state';
import { toCaller, type Caller } from '../records/caller';
import { findRows } from '../records/find-rows';
import { toZone } from '../values/stamp';
import type { Option } from './markup';

/** What every page of the agent's screens needs to know. */
export interface AgentView {
  instance: Instance;
  caller: Caller;
  fullName: string;
  nonce: string;
  /** What was just done, in words. */
  message: string | undefined;
}

const DEFAULT_USER = 'fred.luddy';

/** The person acted as: the chosen one, else an agent of the network team. */
export function actingUser(instance: Instance, chosen: string | undefined): Row {
  const users = findRows(instance, 'sys_user');
  const named = (name: string | undefined) => users.find((row) => read(row, 'user_name') === name);
  return named(chosen) ?? named(DEFAULT_USER) ?? users[0] ?? {};
}

export function createAgentView(
  instance: Instance,
  user: Row,
  nonce: string,
  message: string | undefined,
): AgentView {
  const caller = toCaller(user);
  return { instance, caller, fullName: read(user, 'name'), nonce, message };
}

/** A stored instant on the wall clock of the person acted as, to the minute. */
export const shownTime = (view: AgentView, stamp: string): string =>
  stamp === '' ? '' : toZone(stamp, view.caller.zone).slice(0, 16);

export interface UserGroup {
  label: string;
  users: Option[];
}

/** Everybody who can act, agents first. */
export function userGroups(instance: Instance, key: 'user_name' | 'sys_id'): UserGroup[] {
  const groups: UserGroup[] = [
    { label: 'IT agents', users: [] },
    { label: 'The organisation', users: [] },
    { label: 'Platform', users: [] },
  ];
  const [agents, organisation, platform] = groups.map((group) => group.users);
  for (const user of findRows(instance, 'sys_user')) {
    if (read(user, 'active') !== 'true') continue;
    const option = { value: read(user, key), label: read(user, 'name') };
    const roles = read(user, 'roles');
    const isMachine = read(user, 'web_service_access_only') === 'true';
    const isAgent = roles.includes('itil') && !isMachine && read(user, 'title') !== '';
    const isPlatform = roles !== '' && !isAgent;
    (isAgent ? agents : isPlatform ? platform : organisation)?.push(option);
  }
  return groups;
}
