import { PUBLIC_SERVICE_HOST, type BotSettings } from '../bot-settings';

export type ServiceCheck = (serviceUrl: string) => boolean;

/**
 * Whether an address is a connector we may believe and write to. Entries are origins; outside
 * production `http://localhost:*` stands for any port.
 */
export function createServiceCheck({
  profile,
  serviceHosts,
}: Pick<BotSettings, 'profile' | 'serviceHosts'>): ServiceCheck {
  const entries = [PUBLIC_SERVICE_HOST, ...serviceHosts].map((entry) => entry.replace(/\/+$/u, ''));
  const exact = new Set(entries.filter((entry) => !entry.endsWith(':*')));
  const anyPort =
    profile === 'production'
      ? []
      : entries.filter((entry) => entry.endsWith(':*')).map((entry) => entry.slice(0, -2));
  return (serviceUrl) => {
    // What two parsers read differently is nobody's address.
    if (/[\s\\@]/u.test(serviceUrl) || !URL.canParse(serviceUrl)) return false;
    const { origin, protocol, hostname, username, password } = new URL(serviceUrl);
    if (username !== '' || password !== '') return false;
    return exact.has(origin) || anyPort.includes(`${protocol}//${hostname}`);
  };
}
