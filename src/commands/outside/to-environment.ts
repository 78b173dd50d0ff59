import { CARRIER_VERSION, type Parts } from './start-each';

/** The variables with which the product finds its simulated outside. */
export function toEnvironment(parts: Parts): Record<string, string> {
  const { web, identity, mailer, mail, teams, servicenow, comcast } = parts;
  return {
    TEAMS_APP_ID: teams.appId,
    TEAMS_APP_PASSWORD: teams.appPassword,
    TEAMS_TENANT_ID: teams.tenantId,
    TEAMS_METADATA_URL: teams.metadataUrl,
    TEAMS_EMULATOR_METADATA_URL: teams.emulatorMetadataUrl,
    TEAMS_LOGIN_URL: teams.loginUrl,
    TEAMS_SERVICE_HOSTS: 'http://localhost:*,http://127.0.0.1:*', // any client of this computer
    ENTRA_TENANT_ID: identity.tenantId,
    ENTRA_ISSUER: identity.issuer,
    ENTRA_METADATA_URL: identity.metadataUrl,
    ENTRA_AUDIENCE: web.audience,
    ENTRA_CLIENT_ID: web.clientId,
    ENTRA_CLIENT_SECRET: web.clientSecret,
    GRAPH_URL: mail.url,
    GRAPH_TOKEN_URL: mail.tokenUrl,
    GRAPH_CLIENT_ID: mailer.clientId,
    GRAPH_CLIENT_SECRET: mailer.clientSecret,
    GRAPH_MAILBOX: mailer.mailbox,
    GRAPH_CA_FILE: mail.caFile,
    SERVICENOW_URL: servicenow.url,
    SERVICENOW_CLIENT_ID: servicenow.clientId,
    SERVICENOW_CLIENT_SECRET: servicenow.clientSecret,
    SERVICENOW_USER: servicenow.user,
    CARRIER_COMCAST_URL: comcast.url,
    CARRIER_COMCAST_TOKEN_URL: comcast.tokenUrl,
    CARRIER_COMCAST_CLIENT_ID: comcast.clientId,
    CARRIER_COMCAST_CLIENT_SECRET: comcast.clientSecret,
    CARRIER_COMCAST_VERSION: CARRIER_VERSION,
  };
}
