import type { Role } from '../domain/people';
import type { ActionOffer, PersonAnswer } from './answers';

/** Who asks, and the lists a form needs; as JSON carries them. */
export interface MeAnswer extends PersonAnswer {
  email: string;
  time_zone: string;
  roles: Role[];
  limit: string | null;
  /** Value for the X-CSRF header of writes made with the session cookie; null for bearer tokens. */
  csrf: string | null;
  /** What the person may do apart from any order; a denied offer says who can. */
  may?: { create: ActionOffer; read_audit: ActionOffer };
}

export interface SitesAnswer {
  sites: {
    site_id: string;
    name: string;
    city: string;
    region: string;
    cost_centre: string;
    currency: string;
  }[];
}

export interface ProvidersAnswer {
  providers: { key: string; name: string; active: boolean; standard_interval_days: number }[];
}
