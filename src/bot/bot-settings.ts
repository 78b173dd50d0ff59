/** How the bot signs in, whom it believes and whom it writes to. */
export interface BotSettings {
  profile: 'development' | 'test' | 'production';
  appId: string;
  appPassword: string;
  tenantId: string;
  /** OpenID document of the channel: whose keys sign what we receive. */
  metadataUrl: string;
  /** The directory's own document; goes together with `loginUrl`. */
  emulatorMetadataUrl?: string | undefined;
  /** Origin and tenant where our own token comes from; absent in the public cloud. */
  loginUrl?: string | undefined;
  /** Origins besides the public connector's that activities may name and we may write to. */
  serviceHosts: readonly string[];
  /** Multiplies how fast we send; 1 stays below what Teams takes. */
  rateFactor?: number | undefined;
}

export const CHANNEL_ISSUER = 'https://api.botframework.com';
export const CHANNEL_ID = 'msteams';

/** Teams' connector of the public cloud. */
export const PUBLIC_SERVICE_HOST = 'https://smba.trafficmanager.net';

/** Refuses settings under which the SDK would check less than we promise. */
export function requireSafe(settings: BotSettings): void {
  const { appId, appPassword, tenantId, loginUrl, emulatorMetadataUrl } = settings;
  const mistakes: string[] = [];
  if (appId === '') mistakes.push('no app id: the SDK would stop checking tokens');
  if (appPassword === '' || tenantId === '') mistakes.push('no credential or no tenant');
  if ((loginUrl === undefined) !== (emulatorMetadataUrl === undefined)) {
    mistakes.push('TEAMS_LOGIN_URL and TEAMS_EMULATOR_METADATA_URL go together');
  }
  if (settings.profile === 'production') {
    const urls = [settings.metadataUrl, loginUrl, emulatorMetadataUrl, ...settings.serviceHosts];
    const plain = urls.filter((url) => url !== undefined && !isPublicHttps(url));
    mistakes.push(...plain.map((url) => `${url ?? ''} is not a public https address`));
  }
  if (mistakes.length > 0) throw new Error(`The bot does not start: ${mistakes.join('; ')}.`);
}

const isPublicHttps = (url: string) =>
  url.startsWith('https://') && !/^https:\/\/(?:localhost|127\.|\[::1\])/u.test(url);
