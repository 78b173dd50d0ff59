import { toMoney } from '../../domain/money';
import type { ApiTools } from '../api-tools';
import type { MeAnswer, ProvidersAnswer, SitesAnswer } from '../answers';
import { ok, type Call, type Reply, type Route } from '../route';

/** Who I am, and the lists a form needs. */
export function listRoutes({ useCases }: ApiTools): Route[] {
  const { directory } = useCases;
  return [
    {
      method: 'get',
      path: '/api/me',
      summary: 'Who asks, with roles and limit',
      permission: null,
      answers: { 200: { description: 'The person' } },
      handle: me,
    },
    {
      method: 'get',
      path: '/api/sites',
      summary: 'Sites an order can be for',
      permission: 1,
      answers: { 200: { description: 'Sites' } },
      async handle() {
        const answer: SitesAnswer = {
          sites: (await directory.listSites()).map((site) => ({
            site_id: site.id,
            name: site.name,
            city: site.address.city,
            region: site.address.region,
            cost_centre: site.costCentre,
            currency: site.currency,
          })),
        };
        return ok(answer);
      },
    },
    {
      method: 'get',
      path: '/api/providers',
      summary: 'Providers, inactive ones marked',
      permission: 1,
      answers: { 200: { description: 'Providers' } },
      async handle() {
        const answer: ProvidersAnswer = {
          providers: (await directory.listProviders()).map((provider) => ({
            key: provider.key,
            name: provider.name,
            active: provider.active,
            standard_interval_days: provider.standardIntervalDays,
          })),
        };
        return ok(answer);
      },
    },
  ];
}

function me({ member, csrf }: Call): Promise<Reply> {
  const answer: MeAnswer = {
    oid: member.oid,
    key: member.key,
    name: member.name,
    email: member.email,
    time_zone: member.timeZone,
    roles: [...member.roles],
    limit: member.limitMinor === null ? null : toMoney(member.limitMinor, 'USD').amount,
    csrf,
  };
  return Promise.resolve(ok(answer));
}
