import type { Role } from './people';

/**
 * Who may do what, by row number. A row arrives with the feature it guards; server checks, pages,
 * cards and generated tests read this table and nothing else.
 *
 * `yes`; `own` = orders the person requested or created; `own-if-requester` = the same, but only
 * who also is a requester; `limit` = within the approval limit and free of conflicts of duty;
 * `assignee` = orders assigned to the person. A missing role may not.
 */
export type Grant = 'yes' | 'own' | 'own-if-requester' | 'if-requester' | 'limit' | 'assignee';

export interface PermissionRow {
  what: string;
  grants: Partial<Record<Role, Grant>>;
}

const everyone = {
  viewer: 'yes',
  requester: 'yes',
  approver: 'yes',
  admin: 'yes',
  auditor: 'yes',
} as const;

export const PERMISSIONS = {
  1: { what: 'list, search, board', grants: everyone },
  2: {
    what: 'see cost, budget, quotes',
    grants: { requester: 'own', approver: 'yes', admin: 'yes', auditor: 'yes' },
  },
  3: {
    what: 'create a draft, check it',
    grants: { requester: 'yes', approver: 'if-requester', admin: 'yes' },
  },
  4: {
    what: 'edit a draft',
    grants: { requester: 'own', approver: 'own-if-requester', admin: 'yes' },
  },
  5: {
    what: 'edit notes and contacts after submit',
    grants: { requester: 'own', approver: 'own-if-requester', admin: 'yes' },
  },
  6: { what: 'edit terms after submit', grants: { requester: 'own', admin: 'yes' } },
  7: {
    what: 'submit',
    grants: { requester: 'own', approver: 'own-if-requester', admin: 'yes' },
  },
  8: { what: 'approve, reject, return', grants: { approver: 'limit', admin: 'limit' } },
  9: { what: 'the same at a second step', grants: { approver: 'limit', admin: 'limit' } },
  13: { what: 'recall, revise', grants: { requester: 'own', admin: 'yes' } },
  14: { what: 'cancel', grants: { requester: 'own', admin: 'yes' } },
  15: { what: 'accept, enable', grants: { requester: 'assignee', admin: 'yes' } },
  34: {
    what: 'read the audit log; others see the timeline',
    grants: { admin: 'yes', auditor: 'yes' },
  },
} as const satisfies Record<number, PermissionRow>;

export type PermissionNumber = keyof typeof PERMISSIONS;

/** How a person stands to one order. */
export interface Standing {
  owner: boolean;
  assignee: boolean;
}

/**
 * Whether some role of the person grants the row for an order in this standing. `limit` grants pass
 * here; limit and separation of duties are judged by the approval rules, which know the step.
 */
export function isGranted(
  row: PermissionNumber,
  roles: readonly Role[],
  standing: Standing = { owner: false, assignee: false },
): boolean {
  const grants: Partial<Record<Role, Grant>> = PERMISSIONS[row].grants;
  return roles.some((role) => {
    const grant = grants[role];
    return grant !== undefined && HOLDS[grant](standing, roles);
  });
}

const HOLDS: Record<Grant, (standing: Standing, roles: readonly Role[]) => boolean> = {
  yes: () => true,
  limit: () => true,
  own: (standing) => standing.owner,
  'own-if-requester': (standing, roles) => standing.owner && roles.includes('requester'),
  'if-requester': (_standing, roles) => roles.includes('requester'),
  assignee: (standing) => standing.assignee,
};

/** The roles that can hold the row at all, for the sentence that says who can. */
export function rolesGranted(row: PermissionNumber): Role[] {
  return Object.keys(PERMISSIONS[row].grants) as Role[];
}
