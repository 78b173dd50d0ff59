/**
 * `npm run -s token -- sam`: prints a bearer token for one person of the simulated organisation and
 * nothing else, so that it can stand inside another command. Works beside a running development
 * system only; its identity simulator makes the token.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the command writes; tests pass their own. */
export interface TokenOutput {
  print: (text: string) => void;
  complain: (text: string) => void;
}

interface Endpoints {
  profile?: string;
  identity?: { control?: string };
  simulatorToken?: string;
}

class CommandProblem extends Error {}

const NOT_RUNNING = 'circuit-orders is not running here. Start it with: npm start';

function readEndpoints(file: string): Endpoints {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Endpoints;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new CommandProblem(
      isMissing ? `${NOT_RUNNING} (no ${file})` : `${file} cannot be read: ${String(error)}`,
    );
  }
}

async function orderToken(endpoints: Endpoints, persona: string): Promise<string> {
  const control = endpoints.identity?.control;
  if (control === undefined) {
    throw new CommandProblem(
      'No identity simulator runs here, so there is no one to make a token.',
    );
  }
  const response = await fetch(`${control}/_sim/tokens`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${endpoints.simulatorToken ?? ''}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ persona }),
    signal: AbortSignal.timeout(5000),
  }).catch(() => {
    throw new CommandProblem(`${NOT_RUNNING} (${control} does not answer)`);
  });
  const body = (await response.json().catch(() => ({}))) as {
    token?: string;
    people?: string[];
    error?: string;
  };
  if (body.token !== undefined) return body.token;
  if (body.people !== undefined) {
    const given = persona === '' ? 'Name a person' : `There is no "${persona}"`;
    throw new CommandProblem(`${given}: ${body.people.join(', ')}.`);
  }
  throw new CommandProblem(body.error ?? `The identity simulator answered ${response.status}.`);
}

/** Runs the command and gives its exit code. */
export async function printToken(
  persona: string,
  environment: NodeJS.ProcessEnv,
  output: TokenOutput,
): Promise<number> {
  try {
    const file = environment['ENDPOINTS_FILE'] ?? join('.data', 'endpoints.json');
    const endpoints = readEndpoints(file);
    const profile = environment['PROFILE'] ?? endpoints.profile;
    if (profile !== 'development' || endpoints.profile !== 'development') {
      throw new CommandProblem('Tokens for personas exist in the development profile only.');
    }
    output.print(await orderToken(endpoints, persona));
    return 0;
  } catch (error) {
    if (!(error instanceof CommandProblem)) throw error;
    output.complain(error.message);
    return 1;
  }
}

if (require.main === module) {
  void printToken(process.argv[2] ?? '', process.env, {
    print: (text) => process.stdout.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
  }).then((code) => {
    process.exitCode = code;
  });
}
