import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createProviders } from '../../../src/adapters/carriers/create-providers';
import { NO_CRASH_POINTS } from '../../../src/ports/crash-points';
import {
  openCertificateAuthority,
  type CertificateAuthority,
} from '../../../src/simulators/kit/certificate-authority';
import { useTemporaryFolder } from '../../support/temporary-folder';

const folder = useTemporaryFolder('carrier-ca-');
let authority: CertificateAuthority;
let server: Server;
let url: string;

beforeAll(async () => {
  authority = openCertificateAuthority(folder());
  server = createServer(authority.server, (request, response) => {
    const isToken = request.url === '/token';
    request.resume();
    response.end(isToken ? '{"access_token":"t","expires_in":60}' : '[]');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `https://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const settings = (key: string, more: object = {}) => ({
  ...{ key, dialect: 'mef' as const, version: 'v6' as const, url, tokenUrl: `${url}/token` },
  ...{ clientId: 'us', clientSecret: 'secret' },
  ...more,
});

test('makes every carrier of the settings under its key', () => {
  const providers = createProviders([settings('comcast'), settings('lumen')], {
    crashPoints: NO_CRASH_POINTS,
  });
  expect([...providers].map(([key, provider]) => [key, provider.key])).toEqual([
    ['comcast', 'comcast'],
    ['lumen', 'lumen'],
  ]);
});

test('trusts the authority of its own settings and nobody else’s', async () => {
  const providers = createProviders(
    [settings('trusting', { caFile: authority.caFile }), settings('wary')],
    { crashPoints: NO_CRASH_POINTS },
  );
  expect(await providers.get('trusting')?.find('CO-1')).toEqual([]);
  await expect(providers.get('wary')?.find('CO-1')).rejects.toMatchObject({ trouble: 'retryable' });
});
