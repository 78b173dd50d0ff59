import type { CrashPoints } from '../../ports/crash-points';
import { isAddress } from './header-text';

export interface GraphMailSettings {
  /** `https://graph.microsoft.com`. The client hands its token to https only. */
  url: string;
  /** Token endpoint of our tenant; plain http only towards this computer. */
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  /** Address of the one mailbox that sends; it stands in the mails as their sender. */
  mailbox: string;
  /** PEM file with authorities trusted in addition to the usual ones. */
  caFile?: string | undefined;
  scope?: string | undefined;
  timeoutMs?: number | undefined;
}

export interface GraphMailTools {
  crashPoints: CrashPoints;
}

/** Refuses addresses at which the secret or the token would travel openly, and a nameless sender. */
export function checkAddresses(settings: GraphMailSettings): void {
  const api = new URL(settings.url);
  const token = new URL(settings.tokenUrl);
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(token.hostname);
  if (api.protocol !== 'https:') throw new Error(`Graph at ${api.origin}: only https.`);
  if (token.protocol !== 'https:' && !(token.protocol === 'http:' && isLoopback)) {
    throw new Error(`Tokens at ${token.origin}: only https, or http to this computer.`);
  }
  if (!isAddress(settings.mailbox)) {
    throw new Error(`The mailbox ${settings.mailbox} is no address.`);
  }
}
