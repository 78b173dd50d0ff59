import type { ApprovalPolicy } from '../domain/order/approvals';
import type { BusinessCalendar } from '../domain/calendar';
import type { Site } from '../domain/order/order';
import type { Actor, Person, Role } from '../domain/people';

/** People with their rights of this moment, and the organisation's lists. */
export interface Directory {
  /** The member behind an object id; null for someone who holds no role with us. */
  findMember(oid: string): Promise<Member | null>;
  /** A person by key or e-mail, any case. */
  findPerson(text: string): Promise<Member | null>;
  findSite(siteId: string): Promise<Site | null>;
  listSites(): Promise<Site[]>;
  /** By key or name, any case; inactive ones too. */
  findProvider(text: string): Promise<ProviderEntry | null>;
  listProviders(): Promise<ProviderEntry[]>;
  approvalPolicy(): Promise<ApprovalPolicy>;
  calendar(): Promise<BusinessCalendar>;
}

export interface Member extends Person, Actor {
  email: string;
  phone: string;
  timeZone: string;
  roles: readonly Role[];
}

export interface ProviderEntry {
  key: string;
  name: string;
  dialect: string;
  active: boolean;
  standardIntervalDays: number;
}
