/**
 * The people of the simulated organisation: the same ones in the identity simulator, the Teams
 * stand-in, the mailbox and (by e-mail) ServiceNow. `outsider` belongs to another tenant.
 */
export interface Persona {
  key: string;
  name: string;
  role: 'requester' | 'approver' | 'admin' | 'viewer' | 'auditor' | 'stranger';
  /** Object id in the directory; the only thing that identifies a person. */
  oid: string;
  email: string;
  tenantId: string;
  timeZone: string;
}

export const OUR_TENANT = '6f1d0c7e-52a4-4d0b-9a53-7a1f0d3c1e01';
export const OTHER_TENANT = '0b9c2a44-8e37-4f6e-b1a2-9f0e7d6c5b99';

const person = (
  key: string,
  name: string,
  role: Persona['role'],
  number: number,
  timeZone = 'America/Chicago',
  tenantId = OUR_TENANT,
): Persona => ({
  key,
  name,
  role,
  oid: `a1000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  email: `${key}@${tenantId === OUR_TENANT ? 'retail.example' : 'elsewhere.example'}`,
  tenantId,
  timeZone,
});

export const PERSONAS: readonly Persona[] = [
  person('sam', 'Sam Okafor', 'requester', 1),
  person('dana', 'Dana Ruiz', 'approver', 2),
  person('lee', 'Lee Park', 'approver', 3, 'America/New_York'),
  person('alex', 'Alex Kim', 'admin', 4),
  person('robin', 'Robin Diaz', 'admin', 5, 'America/Denver'),
  person('vic', 'Vic Stone', 'viewer', 6),
  person('noor', 'Noor Haddad', 'auditor', 7, 'America/New_York'),
  person('outsider', 'Olga Fremd', 'stranger', 8, 'Europe/Berlin', OTHER_TENANT),
];

export function personaOf(key: string): Persona | undefined {
  return PERSONAS.find((persona) => persona.key === key);
}
