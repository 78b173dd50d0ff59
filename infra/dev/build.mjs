import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow, fingerprint } from './fingerprint.mjs';
import { runTool } from './run-tool.mjs';
import { StepFailure } from './steps.mjs';

const isTypeScript = (name) => /\.[cm]?tsx?$/.test(name);
const isNotWeb = (name) => name !== 'src/web' && !name.startsWith('src/web/');
const compiled = ['src', 'workflows', 'cards', 'tests', 'manifest'];
const copied = ['src', 'cards', 'manifest'];

const stampFile = (project, name) => join(project.dist, '.stamps', name);

function isFresh(project, name, stamp) {
  const file = stampFile(project, name);
  return existsSync(file) && readFileSync(file, 'utf8') === stamp;
}

function keepStamp(project, name, stamp) {
  mkdirSync(join(project.dist, '.stamps'), { recursive: true });
  writeFileSync(stampFile(project, name), stamp);
}

const runNode = (project, args) => runTool(process.execPath, args, { cwd: project.root });

/** Copies what tsc does not: templates, migrations, pages and scripts the simulators serve. */
function copyAssets(project) {
  const assets = filesBelow(project.root, copied, isNotWeb);
  for (const file of assets.filter((name) => !isTypeScript(name) && !name.endsWith('.md'))) {
    const target = join(project.dist, file);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(project.path(file), target);
  }
}

/** Removes compiled files whose source is gone: a deleted test must not run on. */
function removeOrphans(project) {
  for (const file of filesBelow(project.dist, compiled, isNotWeb)) {
    const stem = file.replace(/(\.js)?\.map$|\.js$/, '').replace(/\.js$/, '');
    const sources = [file, `${stem}.ts`, `${stem}.tsx`];
    if (!sources.some((name) => existsSync(project.path(name)))) rmSync(join(project.dist, file));
  }
}

async function buildTypes(project) {
  // Without its output, the compiler's own notes would claim there is nothing to do.
  if (!existsSync(join(project.dist, 'src'))) {
    rmSync(join(project.dist, '.tsbuildinfo'), { force: true });
    rmSync(stampFile(project, 'types'), { force: true });
  }
  const inputs = filesBelow(
    project.root,
    [...compiled, 'tsconfig.json', 'package-lock.json'],
    isNotWeb,
  );
  const stamp = fingerprint(project.root, inputs);
  if (isFresh(project, 'types', stamp)) return undefined;
  const tsc = project.path('node_modules', 'typescript', 'bin', 'tsc');
  const { code, output } = await runNode(project, [tsc, '-p', 'tsconfig.json']);
  removeOrphans(project);
  copyAssets(project);
  if (code !== 0) throw new StepFailure(`The types do not hold (tsc -p tsconfig.json):\n${output}`);
  keepStamp(project, 'types', stamp);
  return 'types checked and compiled';
}

async function buildBundle(project) {
  const script = join(project.dist, 'src', 'worker', 'build-bundle.js');
  const target = join(project.dist, 'workflow-bundle.js');
  if (!existsSync(script)) return undefined;
  const places = ['workflows', 'src/domain', 'src/worker', 'package-lock.json'];
  const stamp = fingerprint(project.root, filesBelow(project.root, places));
  if (isFresh(project, 'bundle', stamp) && existsSync(target)) return undefined;
  const { code, output } = await runNode(project, [script, target]);
  if (code !== 0) throw new StepFailure(`The workflow bundle could not be built:\n${output}`);
  keepStamp(project, 'bundle', stamp);
  return 'workflow bundle';
}

async function buildWeb(project) {
  if (!existsSync(project.path('src/web/vite.config.mjs'))) return undefined;
  // The board takes rules of the domain into its bundle, and the texts of the cards.
  const places = ['src/web', 'src/domain', 'cards', 'package-lock.json'];
  const stamp = fingerprint(project.root, filesBelow(project.root, places));
  if (isFresh(project, 'web', stamp) && existsSync(join(project.dist, 'web'))) return undefined;
  const vite = project.path('node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', 'src/web/vite.config.mjs'];
  const { code, output } = await runNode(project, args);
  if (code !== 0) throw new StepFailure(`The board could not be built (vite build):\n${output}`);
  keepStamp(project, 'web', stamp);
  return 'board';
}

/** Builds what is stale; throws at the end if a part failed, when all others are done. */
export async function build(project, progress) {
  progress?.now('compiling');
  const web = buildWeb(project);
  // The bundle is made by a compiled script.
  const types = buildTypes(project);
  const bundle = types.catch(() => undefined).then(() => buildBundle(project));
  const results = await Promise.allSettled([types, bundle, web]);
  const failed = results.filter(({ status }) => status === 'rejected').map(({ reason }) => reason);
  const unknown = failed.find((reason) => !(reason instanceof StepFailure));
  if (unknown !== undefined) throw unknown;
  if (failed.length > 0) throw new StepFailure(failed.map(({ message }) => message).join('\n\n'));
  const done = results.map(({ value }) => value).filter((value) => value !== undefined);
  return done.length === 0 ? undefined : done.join(', ');
}
