/** Roles a person can hold; they add up. Rights per role stand in `permissions.ts`. */
export const ROLES = ['viewer', 'requester', 'approver', 'admin', 'auditor'] as const;

export type Role = (typeof ROLES)[number];

/** A person as pages and cards show one. `oid` is the directory's object id and identifies them. */
export interface Person {
  oid: string;
  key: string;
  name: string;
}

/** Who acts, with the rights of this moment. */
export interface Actor {
  oid: string;
  roles: readonly Role[];
  /** Highest total contract value this person may approve, minor units; null: none. */
  limitMinor: bigint | null;
}

export function hasRole(actor: Pick<Actor, 'roles'>, ...roles: Role[]): boolean {
  return roles.some((role) => actor.roles.includes(role));
}
