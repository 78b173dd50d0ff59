import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import type { ConnectorClientOptions } from 'botframework-connector';
import { CHANNEL_ISSUER, type BotSettings } from '../bot-settings';
import { PlainCredentialsFactory } from './plain-credentials';

export type TurnLogic = (context: TurnContext) => Promise<void>;

/**
 * The SDK's adapter without its web side: `process` writes error texts into answers and onto the
 * console, so activities are handed over directly and the answer stays ours.
 */
export class BotAdapter extends CloudAdapter {
  /** Checks the token and the key's endorsement again, then runs the turn. */
  async judgeAndRun(
    authorization: string,
    activity: Activity,
    logic: TurnLogic,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }
}

export function createAdapter(
  settings: BotSettings,
  httpClient: NonNullable<ConnectorClientOptions['httpClient']>,
): BotAdapter {
  const { appId, appPassword, tenantId, loginUrl, metadataUrl, emulatorMetadataUrl } = settings;
  const identity = {
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword,
    MicrosoftAppTenantId: tenantId,
  };
  const authentication =
    loginUrl === undefined || emulatorMetadataUrl === undefined
      ? new ConfigurationBotFrameworkAuthentication(identity, undefined, undefined, undefined, {
          httpClient,
        })
      : new ConfigurationBotFrameworkAuthentication(
          {
            ...identity,
            ToChannelFromBotLoginUrl: loginUrl,
            ToChannelFromBotOAuthScope: CHANNEL_ISSUER,
            ToBotFromChannelTokenIssuer: CHANNEL_ISSUER,
            ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
            ToBotFromEmulatorOpenIdMetadataUrl: emulatorMetadataUrl,
            OAuthUrl: loginUrl,
            ValidateAuthority: false,
          },
          new PlainCredentialsFactory({ appId, appPassword, tenantId, loginUrl }),
          undefined,
          undefined,
          { httpClient },
        );
  const adapter = new BotAdapter(authentication);
  // Swallowed here, an error would become an empty 501; who called decides what is answered.
  adapter.onTurnError = (_context, error) => Promise.reject(error);
  return adapter;
}
