// A bot made of the real SDK, in a process of its own: it echoes what it hears, then edits the echo.
// The first argument is the stand-in's addresses as JSON, the second how the bot gets its token.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { ConfidentialClientApplication } = require('@azure/msal-node');
const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = require('botbuilder');
const { AppCredentials, MsalServiceClientCredentialsFactory } = require('botframework-connector');

const [stand, way] = [JSON.parse(process.argv[2]), process.argv[3]];

/** Client credentials without MSAL, which insists on https and asks the public cloud about hosts. */
class PlainCredentials extends AppCredentials {
  async refreshToken() {
    const response = await fetch(stand.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: stand.appId,
        client_secret: stand.appPassword,
        scope: `${this.oAuthScope}/.default`,
      }),
    });
    if (!response.ok) throw new Error(`No token: ${response.status}`);
    const { access_token, expires_in } = await response.json();
    return { accessToken: access_token, expiresOn: new Date(Date.now() + expires_in * 1000) };
  }
}

const plainFactory = {
  isValidAppId: async (appId) => appId === stand.appId,
  isAuthenticationDisabled: async () => false,
  createCredentials: async (appId, scope) => new PlainCredentials(appId, stand.tenantId, scope),
};

/** MSAL itself: an authority in https by name, known beforehand, whose endpoints are given. */
const msalFactory = () =>
  new MsalServiceClientCredentialsFactory(
    stand.appId,
    new ConfidentialClientApplication({
      auth: {
        clientId: stand.appId,
        clientSecret: stand.appPassword,
        authority: stand.loginUrl.replace('http:', 'https:'),
        knownAuthorities: [new URL(stand.loginUrl).host],
        authorityMetadata: JSON.stringify({
          token_endpoint: stand.tokenUrl,
          authorization_endpoint: `${stand.loginUrl}/oauth2/v2.0/authorize`,
          issuer: stand.loginUrl,
          jwks_uri: `${stand.loginUrl}/discovery/v2.0/keys`,
        }),
      },
    }),
  );

const authentication = new ConfigurationBotFrameworkAuthentication(
  {
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: stand.appId,
    MicrosoftAppPassword: stand.appPassword,
    MicrosoftAppTenantId: stand.tenantId,
    ToChannelFromBotLoginUrl: stand.loginUrl,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: stand.metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: stand.emulatorMetadataUrl,
    OAuthUrl: stand.loginUrl,
    ValidateAuthority: false,
  },
  way === 'msal' ? msalFactory() : plainFactory,
);
const adapter = new CloudAdapter(authentication);
adapter.onTurnError = async (_context, error) => console.error(error);

async function turn(context) {
  if (context.activity.type === 'invoke') {
    const value = {
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'heard',
    };
    await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: value } });
  }
  if (context.activity.type !== 'message') return;
  const sent = await context.sendActivity(`echo ${context.activity.text}`);
  await context.updateActivity({
    type: 'message',
    id: sent.id,
    text: `edited ${context.activity.text}`,
  });
}

/** What the adapter needs of a web framework's response. */
const dress = (response) => ({
  socket: response.socket,
  status: (code) => (response.statusCode = code),
  header: (name, value) => response.setHeader(name, value),
  send: (body) => response.write(typeof body === 'string' ? body : JSON.stringify(body ?? '')),
  end: () => response.end(),
});

const server = createServer(async (request, response) => {
  const chunks = await request.toArray();
  const body = JSON.parse(Buffer.concat(chunks).toString());
  await adapter.process({ body, headers: request.headers, method: 'POST' }, dress(response), turn);
});
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}/`));
