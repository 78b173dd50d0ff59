import { Refusal } from '../domain/errors';
import { isGranted, type PermissionNumber } from '../domain/permissions';
import type { Directory, Member } from '../ports/directory';

/** The member who asks; somebody without a role gets no further. */
export async function requireMember(directory: Directory, oid: string): Promise<Member> {
  const member = await directory.findMember(oid);
  if (member === null || member.roles.length === 0) throw new Refusal('NO_ROLE');
  return member;
}

export function requireGrant(member: Member, row: PermissionNumber): void {
  if (!isGranted(row, member.roles)) throw new Refusal('ACTION_FORBIDDEN', { row });
}
