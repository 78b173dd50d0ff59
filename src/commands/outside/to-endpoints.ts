import type { Parts } from './start-each';

/** The part of `.data/endpoints.json` that speaks of simulators. */
export function toEndpoints(
  { identity, mail, mailer, teams, servicenow, comcast }: Parts,
  token: string,
) {
  return {
    teams: {
      url: teams.url,
      gateway: teams.gateway,
      appId: teams.appId,
      tenantId: teams.tenantId,
      metadataUrl: teams.metadataUrl,
      control: teams.url,
    },
    servicenow: {
      url: servicenow.url,
      agent: `${servicenow.url}/_sim/agent`,
      user: servicenow.user,
      password: servicenow.password,
      adminPassword: servicenow.adminPassword,
      clientId: servicenow.clientId,
      clientSecret: servicenow.clientSecret,
      control: servicenow.url,
    },
    carriers: {
      comcast: {
        dialect: 'mef',
        url: comcast.url,
        tokenUrl: comcast.tokenUrl,
        clientId: comcast.clientId,
        clientSecret: comcast.clientSecret,
        control: comcast.url,
      },
    },
    mail: {
      url: mail.url,
      inbox: mail.inbox,
      caFile: mail.caFile,
      tokenUrl: mail.tokenUrl,
      ...mailer,
      control: mail.control,
    },
    identity: { issuer: identity.issuer, token: identity.tokenUrl, control: identity.control },
    simulatorToken: token,
  };
}
