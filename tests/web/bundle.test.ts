import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtWeb } from './support/built-web';

jest.setTimeout(120_000);

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

const KILOBYTE = 1024;

function read(): { dir: string; manifest: Record<string, Chunk> } {
  const dir = builtWeb();
  const text = readFileSync(join(dir, '.vite', 'manifest.json'), 'utf8');
  return { dir, manifest: JSON.parse(text) as Record<string, Chunk> };
}

/** The entry and everything it imports before it can start. */
function initial(manifest: Record<string, Chunk>): Chunk[] {
  const found = new Map<string, Chunk>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (chunk === undefined || found.has(key)) return;
    found.set(key, chunk);
    chunk.imports?.forEach(visit);
  };
  visit('index.html');
  return [...found.values()];
}

const zipped = (dir: string, files: readonly string[]) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dir, file))).length, 0);

test('starts with at most 150 KB of script and 10 KB of style, compressed', () => {
  const { dir, manifest } = read();
  const chunks = initial(manifest);
  const script = zipped(
    dir,
    chunks.map((chunk) => chunk.file),
  );
  const style = zipped(dir, [...new Set(chunks.flatMap((chunk) => chunk.css ?? []))]);
  expect(script).toBeGreaterThan(50 * KILOBYTE);
  expect(script).toBeLessThanOrEqual(150 * KILOBYTE);
  expect(style).toBeLessThanOrEqual(10 * KILOBYTE);
});

test('holds no schema library, no development build and no Node module', () => {
  const { dir } = read();
  const scripts = readdirSync(join(dir, 'assets')).filter((file) => file.endsWith('.js'));
  const text = scripts.map((file) => readFileSync(join(dir, 'assets', file), 'utf8')).join('\n');
  const strange = ['ZodError', 'jsxDEV', 'require("node:', 'from"node:'];
  expect(strange.filter((word) => text.includes(word))).toEqual([]);
});

test('has a page without inline script or style', () => {
  const { dir } = read();
  const page = readFileSync(join(dir, 'index.html'), 'utf8');
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/u);
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/u);
});
