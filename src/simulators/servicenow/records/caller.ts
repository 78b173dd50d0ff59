import { read, type Row } from '../instance-state';

/** On whose behalf a call is served. */
export interface Caller {
  userId: string;
  userName: string;
  zone: string;
  roles: readonly string[];
  isAdmin: boolean;
}

/** The caller a user record makes. */
export function toCaller(user: Row): Caller {
  const roles = read(user, 'roles')
    .split(',')
    .filter((role) => role !== '');
  return {
    userId: read(user, 'sys_id'),
    userName: read(user, 'user_name'),
    zone: read(user, 'time_zone') || 'GMT',
    roles,
    isAdmin: roles.includes('admin'),
  };
}
