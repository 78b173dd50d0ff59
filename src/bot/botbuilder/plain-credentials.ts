import {
  AppCredentials,
  type AuthenticatorResult,
  ServiceClientCredentialsFactory,
} from 'botframework-connector';
import { request } from 'undici';
import { CHANNEL_ISSUER, type BotSettings } from '../bot-settings';
import { CredentialFailure } from '../connector/connector-failure';
import { tokenSchema } from './token-schema';

const TIMEOUT_MS = 5_000;
const RENEW_BEFORE_MS = 5 * 60_000;

type TokenSettings = Pick<BotSettings, 'appId' | 'appPassword' | 'tenantId'> & { loginUrl: string };

/**
 * Client credentials at a given sign-in address, for clouds and stand-ins that MSAL does not know:
 * it insists on https and asks the public cloud about every host.
 */
class PlainCredentials extends AppCredentials {
  readonly #settings: TokenSettings;
  #token: { value: string; renewMs: number } | undefined;
  #asking: Promise<string> | undefined;

  constructor(settings: TokenSettings, scope: string) {
    super(settings.appId, settings.tenantId, scope);
    this.#settings = settings;
  }

  /** The SDK keeps tokens of a whole process under the app's id; two bots would share one. */
  override async getToken(forceRefresh = false): Promise<string> {
    if (!forceRefresh && this.#token !== undefined && this.#token.renewMs > Date.now()) {
      return this.#token.value;
    }
    this.#asking ??= this.#renew().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #renew(): Promise<string> {
    const { accessToken, expiresOn } = await this.refreshToken();
    const renewMs = expiresOn.getTime() - RENEW_BEFORE_MS;
    this.#token = { value: accessToken, renewMs };
    return accessToken;
  }

  protected async refreshToken(): Promise<AuthenticatorResult> {
    const { appId, appPassword, loginUrl } = this.#settings;
    const response = await request(`${loginUrl}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: appPassword,
        scope: `${this.oAuthScope}/.default`,
      }).toString(),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = await response.body.text();
    if (response.statusCode >= 500) throw new Error(`sign-in answered ${response.statusCode}`);
    if (response.statusCode !== 200) throw new CredentialFailure(`status ${response.statusCode}`);
    const { access_token: accessToken, expires_in: seconds } = tokenSchema.parse(JSON.parse(body));
    return { accessToken, expiresOn: new Date(Date.now() + seconds * 1000) };
  }
}

/** Gives the SDK these credentials, one set per scope so that a token is asked for once. */
export class PlainCredentialsFactory extends ServiceClientCredentialsFactory {
  readonly #settings: TokenSettings;
  readonly #byScope = new Map<string, PlainCredentials>();

  constructor(settings: TokenSettings) {
    super();
    this.#settings = settings;
  }

  override isValidAppId(appId: string): Promise<boolean> {
    return Promise.resolve(appId === this.#settings.appId);
  }

  override isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(false);
  }

  override createCredentials(_appId: string, scope = CHANNEL_ISSUER): Promise<PlainCredentials> {
    const known = this.#byScope.get(scope) ?? new PlainCredentials(this.#settings, scope);
    this.#byScope.set(scope, known);
    return Promise.resolve(known);
  }
}
