import type { Site } from '../../domain/order/order';
import type { Directory, Member, ProviderEntry } from '../../ports/directory';
import type { Database } from './pool';
import { readActor, readActorByName, type ActorRow } from './read-actor';
import { readApprovalPolicy, readCalendar } from './read-policies';
import { many, maybeOne, sql } from './sql';

const SITE_JSON = `jsonb_build_object('id', site_id, 'name', name, 'address',
    jsonb_build_object('street', street, 'city', city, 'region', region, 'postcode', postcode,
      'country', country), 'timeZone', time_zone, 'costCentre', cost_centre, 'currency', currency)`;

const PROVIDER_COLUMNS = `key, name, dialect, active,
  standard_interval_days AS "standardIntervalDays"`;

export function toMember(row: ActorRow): Member {
  return {
    oid: row.oid,
    key: row.key,
    name: row.name,
    email: row.email,
    phone: row.phone,
    timeZone: row.time_zone,
    roles: row.roles,
    limitMinor: row.limit_minor,
  };
}

/** People, sites, providers and policies in Postgres. */
export function createDirectory(db: Database): Directory {
  const site = (text: string, values: unknown[]) =>
    many<{ doc: Site }>(db, { text: `SELECT ${SITE_JSON} AS doc FROM sites ${text}`, values });
  return {
    async findMember(oid) {
      const row = await readActor(db, oid);
      return row === undefined ? null : toMember(row);
    },
    async findPerson(text) {
      const row = await readActorByName(db, text);
      return row === undefined ? null : toMember(row);
    },
    async findSite(siteId) {
      const [found] = await site('WHERE site_id = upper($1)', [siteId]);
      return found?.doc ?? null;
    },
    async listSites() {
      return (await site('ORDER BY site_id', [])).map((row) => row.doc);
    },
    async findProvider(text) {
      const row = await maybeOne<ProviderEntry & Record<string, unknown>>(db, {
        text: `SELECT ${PROVIDER_COLUMNS} FROM providers
          WHERE key = lower($1) OR lower(name) = lower($1)`,
        values: [text],
      });
      return row ?? null;
    },
    listProviders: () =>
      many<ProviderEntry & Record<string, unknown>>(
        db,
        sql`SELECT key, name, dialect, active, standard_interval_days AS "standardIntervalDays"
            FROM providers ORDER BY name`,
      ),
    approvalPolicy: () => readApprovalPolicy(db),
    calendar: () => readCalendar(db),
  };
}
