import type { BusinessCalendar } from '../../domain/calendar';
import type { ApprovalPolicy } from '../../domain/order/approvals';
import type { SiteAddress } from '../../domain/order/order';
import type { Role } from '../../domain/people';
import { run, sql, type Queryable } from './sql';

/** An organisation's lists, as an installation or the demo brings them. Seeding again changes nothing. */
export interface Organisation {
  people: SeedPerson[];
  sites: SeedSite[];
  providers: SeedProvider[];
  budgets: { costCentre: string; fiscalYear: number; currency: string; allocatedMinor: bigint }[];
  approvalPolicy: ApprovalPolicy;
  calendar: BusinessCalendar;
}

export interface SeedPerson {
  oid: string;
  key: string;
  name: string;
  email: string;
  phone: string;
  timeZone: string;
  roles: { role: Role; limitMinor: bigint | null }[];
}

export interface SeedSite {
  siteId: string;
  name: string;
  address: SiteAddress;
  timeZone: string;
  currency: string;
  costCentre: string;
}

export interface SeedProvider {
  key: string;
  name: string;
  dialect: string;
  active: boolean;
  standardIntervalDays: number;
  acceptance: 'completion' | 'window' | 'explicit';
}

export async function seedOrganisation(db: Queryable, organisation: Organisation): Promise<void> {
  for (const person of organisation.people) await seedPerson(db, person);
  for (const site of organisation.sites) await seedSite(db, site);
  for (const provider of organisation.providers) {
    await run(
      db,
      sql`INSERT INTO providers (key, name, dialect, active, standard_interval_days, acceptance)
          VALUES (${provider.key}, ${provider.name}, ${provider.dialect}, ${provider.active},
            ${provider.standardIntervalDays}, ${provider.acceptance}) ON CONFLICT DO NOTHING`,
    );
  }
  for (const budget of organisation.budgets) {
    await run(
      db,
      sql`INSERT INTO budgets (cost_centre, fiscal_year, currency, allocated_minor)
          VALUES (${budget.costCentre}, ${budget.fiscalYear}, ${budget.currency},
            ${budget.allocatedMinor}) ON CONFLICT DO NOTHING`,
    );
  }
  await seedPolicy(db, 'approval', organisation.approvalPolicy);
  await seedPolicy(db, 'calendar', organisation.calendar);
}

async function seedPerson(db: Queryable, person: SeedPerson): Promise<void> {
  await run(
    db,
    sql`INSERT INTO people (oid, key, name, email, phone, time_zone)
        VALUES (${person.oid}, ${person.key}, ${person.name}, ${person.email}, ${person.phone},
          ${person.timeZone}) ON CONFLICT DO NOTHING`,
  );
  for (const { role, limitMinor } of person.roles) {
    await run(
      db,
      sql`INSERT INTO role_grants (person_id, role, limit_minor)
          SELECT id, ${role}, ${limitMinor} FROM people WHERE oid = ${person.oid}
          ON CONFLICT DO NOTHING`,
    );
  }
}

async function seedSite(db: Queryable, site: SeedSite): Promise<void> {
  const { street, city, region, postcode, country } = site.address;
  await run(
    db,
    sql`INSERT INTO sites (site_id, name, street, city, region, postcode, country, time_zone,
          currency, cost_centre)
        VALUES (${site.siteId}, ${site.name}, ${street}, ${city}, ${region}, ${postcode}, ${country},
          ${site.timeZone}, ${site.currency}, ${site.costCentre}) ON CONFLICT DO NOTHING`,
  );
}

async function seedPolicy(
  db: Queryable,
  name: 'approval' | 'calendar',
  body: ApprovalPolicy | BusinessCalendar,
): Promise<void> {
  await run(
    db,
    sql`INSERT INTO policies (name, version, body, in_force_from)
        VALUES (${name}, 1, ${JSON.stringify(body)}, now()) ON CONFLICT DO NOTHING`,
  );
}
