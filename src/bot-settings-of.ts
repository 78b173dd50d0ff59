import type { BotSettings } from './bot/bot-settings';
import type { Config } from './config';

/** The bot's part of the configuration. */
export function toBotSettings(config: Config): BotSettings {
  return {
    profile: config.PROFILE,
    appId: config.TEAMS_APP_ID,
    appPassword: config.TEAMS_APP_PASSWORD,
    tenantId: config.TEAMS_TENANT_ID,
    metadataUrl: config.TEAMS_METADATA_URL,
    emulatorMetadataUrl: config.TEAMS_EMULATOR_METADATA_URL,
    loginUrl: config.TEAMS_LOGIN_URL,
    serviceHosts: config.TEAMS_SERVICE_HOSTS,
    rateFactor: config.RATE_LIMIT_FACTOR,
  };
}
