import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { firstLines, runTool } from './run-tool.mjs';
import { StepFailure } from './steps.mjs';

const stampOf = (modules) => join(modules, '.circuit-orders-stamp');

/** What the installed packages depend on: the lock file, and the platform's native binaries. */
export const expectedStamp = (root) =>
  fingerprint(root, ['package-lock.json'], [process.version, process.platform, process.arch]);

/** Are the installed packages those of the lock file, for this Node and this platform? */
export function isInstalled(root) {
  const stamp = stampOf(join(root, 'node_modules'));
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === expectedStamp(root);
}

/** Notes that the packages now lying there are the right ones. */
export const writeStamp = (root) =>
  writeFileSync(stampOf(join(root, 'node_modules')), expectedStamp(root));

// npm makes all folders first and fills them later, so only filled ones say how far it is.
const countPackages = (modules) => {
  const isFilled = (name) => existsSync(join(modules, name, 'package.json'));
  let count = 0;
  for (const name of existsSync(modules) ? readdirSync(modules) : []) {
    if (name.startsWith('@')) {
      const scoped = readdirSync(join(modules, name));
      count += scoped.filter((each) => isFilled(`${name}/${each}`)).length;
    } else if (isFilled(name)) count += 1;
  }
  return count;
};

function runNpm(root, args) {
  // Under npm its own path is known; started by hand, npm is looked up in PATH.
  const own = process.env.npm_execpath;
  const viaNode = own !== undefined && /npm-cli\.c?js$/.test(own);
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--include=dev'];
  const all = [...args, ...flags, '--include=optional', '--loglevel=error'];
  const env = { ...process.env, NODE_ENV: '' };
  if (viaNode) return runTool(process.execPath, [own, ...all], { cwd: root, env });
  return runTool(process.platform === 'win32' ? 'npm.cmd' : 'npm', all, { cwd: root, env });
}

const PLACE = /^node_modules\/(@[^/]+\/)?[^/]+$/;

const fits = (allowed, value) =>
  allowed === undefined ||
  (allowed.some((one) => one.startsWith('!'))
    ? !allowed.includes(`!${value}`)
    : allowed.includes(value));

/** How many packages a lock file puts directly into `node_modules` on a platform like this one. */
export const expectedPackages = ({ packages }, { platform, arch } = process) =>
  Object.entries(packages).filter(
    ([place, { os, cpu }]) => PLACE.test(place) && fits(os, platform) && fits(cpu, arch),
  ).length;

/** Installs the packages of the lock file if they are not installed already. */
export async function ensureDependencies(project, progress) {
  const { root, modules } = project;
  if (isInstalled(root)) return undefined;
  const total = expectedPackages(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const look = () => {
    const found = countPackages(modules);
    progress.now(
      found === 0 ? `fetching about ${total} packages` : `${found} of about ${total} unpacked`,
    );
  };
  progress.say(`installing about ${total} packages, some minutes the first time`);
  look();
  const timer = setInterval(look, 1000);
  try {
    const clean = await runNpm(root, ['ci']);
    if (clean.code !== 0) {
      progress.say(`WARNING: npm ci refused, trying npm install:\n${firstLines(clean.output, 4)}`);
      const plain = await runNpm(root, ['install', '--no-save']);
      if (plain.code !== 0) {
        throw new StepFailure(
          'Neither `npm ci` nor `npm install --no-save` could install the packages. npm said:\n' +
            `${firstLines(plain.output, 25)}\n\nCheck the network and the registry npm is configured ` +
            'for, then run `npm ci --ignore-scripts` by hand and start again.',
        );
      }
    }
  } finally {
    clearInterval(timer);
  }
  writeStamp(root);
  return `${countPackages(modules)} packages installed`;
}
