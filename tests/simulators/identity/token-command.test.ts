import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printToken } from '../../../src/commands/token';
import {
  createIdentitySimulator,
  type IdentitySimulator,
} from '../../../src/simulators/identity/create-identity-simulator';
import { WEB, claimsOf } from './sign-in-at-identity';

let simulator: IdentitySimulator;
let folder: string;
let file: string;

beforeAll(async () => {
  simulator = await createIdentitySimulator({ token: 'sim-token', clients: [WEB] });
  folder = mkdtempSync(join(tmpdir(), 'token-command-'));
  file = join(folder, 'endpoints.json');
});
afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

async function run(persona: string, endpoints: object | undefined, environment: object = {}) {
  rmSync(file, { force: true });
  if (endpoints !== undefined) writeFileSync(file, JSON.stringify(endpoints));
  const printed: string[] = [];
  const complaints: string[] = [];
  const code = await printToken(
    persona,
    { ENDPOINTS_FILE: file, ...environment },
    { print: (text) => printed.push(text), complain: (text) => complaints.push(text) },
  );
  return { code, printed, complaint: complaints.join() };
}

const running = (changes: object = {}) => ({
  profile: 'development',
  identity: { control: simulator.control },
  simulatorToken: 'sim-token',
  ...changes,
});

test('prints the token of the person and nothing else', async () => {
  const { code, printed, complaint } = await run('sam', running());
  expect([code, complaint, printed.length]).toEqual([0, '', 1]);
  expect(claimsOf(printed[0] ?? '')['preferred_username']).toBe('sam@retail.example');
});

test.each([
  ['an unknown person', 'sma', 'There is no "sma": sam, dana, lee'],
  ['no person', '', 'Name a person: sam, dana, lee'],
])('lists the people for %s', async (_what, persona, text) => {
  const { code, printed, complaint } = await run(persona, running());
  expect([code, printed]).toEqual([1, []]);
  expect(complaint).toContain(text);
});

test('says how to start what does not run', async () => {
  const missing = await run('sam', undefined);
  expect(missing).toMatchObject({ code: 1, printed: [] });
  expect(missing.complaint).toContain('npm start');
  const gone = await run('sam', running({ identity: { control: 'http://localhost:9' } }));
  expect(gone.complaint).toContain('npm start');
});

test.each([
  ['the endpoints', running, { profile: 'production' }, {}],
  ['the environment', running, {}, { PROFILE: 'production' }],
])('refuses when %s name another profile', async (_what, endpoints, changes, environment) => {
  const { code, printed, complaint } = await run('sam', endpoints(changes), environment);
  expect([code, printed]).toEqual([1, []]);
  expect(complaint).toContain('development profile only');
});

test('says so when the simulator’s token is wrong', async () => {
  const { code, complaint } = await run('sam', running({ simulatorToken: 'old' }));
  expect(code).toBe(1);
  expect(complaint).toContain('bearer token');
});
