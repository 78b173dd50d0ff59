import { refusalSentence } from '../../domain/errors/sentence';
import { toMoney } from '../../domain/money';
import { isGranted, rolesGranted, type PermissionNumber } from '../../domain/permissions';
import type { Member } from '../../ports/directory';
import type { ApiTools } from '../api-tools';
import type { ActionOffer } from '../answers';
import type { MeAnswer, ProvidersAnswer, SitesAnswer } from '../list-answers';
import { defineRoute, ok, type Call, type Reply, type Route } from '../route';
import { meSchema, providersSchema, sitesSchema } from '../schemas/lists';

/** Limits are amounts of the organisation's currency. */
const CURRENCY = 'USD';

/** Who I am, and the lists a form needs. */
export function listRoutes({ useCases }: ApiTools): Route[] {
  const { directory } = useCases;
  return [
    defineRoute({
      method: 'get',
      path: '/api/me',
      summary: 'Who asks, with roles, limit and what they may do apart from any order',
      permission: 1,
      answers: { 200: { description: 'The person', schema: meSchema } },
      handle: me,
    }),
    defineRoute({
      method: 'get',
      path: '/api/sites',
      summary: 'Sites an order can be for',
      permission: 1,
      answers: { 200: { description: 'Sites', schema: sitesSchema } },
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
    }),
    defineRoute({
      method: 'get',
      path: '/api/providers',
      summary: 'Providers, inactive ones marked',
      permission: 1,
      answers: { 200: { description: 'Providers', schema: providersSchema } },
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
    }),
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
    limit: member.limitMinor === null ? null : toMoney(member.limitMinor, CURRENCY).amount,
    csrf,
    may: { create: offer(3, member), read_audit: offer(34, member) },
  };
  return Promise.resolve(ok(answer));
}

function offer(row: PermissionNumber, member: Member): ActionOffer {
  if (isGranted(row, member.roles)) return { allowed: true, code: null, reason: null };
  const code = 'ACTION_FORBIDDEN';
  const reason = refusalSentence(code, { row, roles: rolesGranted(row) });
  return { allowed: false, code, reason };
}
