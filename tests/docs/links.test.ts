import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PAGES, ROOT, readDocument } from './markdown';

interface Link {
  target: string;
  isImage: boolean;
}

/** Links to files of ours. */
function linksOf(page: string): Link[] {
  return [...readDocument(page).matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)\)/gu)]
    .map((match) => ({ target: match[2] ?? '', isImage: match[1] === '!' }))
    .filter(({ target }) => !/^https?:/u.test(target));
}

const pathOf = (page: string, target: string) =>
  join(ROOT, dirname(page), target.split('#')[0] ?? '');

/** `What is real, then?` is linked as `#what-is-real-then`. */
function anchorsOf(file: string): string[] {
  const headings = readDocument(file)
    .split('\n')
    .filter((line) => line.startsWith('#'));
  return headings.map((line) =>
    line
      .replace(/^#+ /u, '')
      .toLowerCase()
      .replace(/[^\w\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test.each(PAGES)('%s links to files that exist', (page) => {
  const broken = linksOf(page)
    .filter(({ isImage, target }) => !isImage && !existsSync(pathOf(page, target)))
    .map(({ target }) => target);
  expect(broken).toEqual([]);
});

test.each(PAGES)('%s links to headings that exist', (page) => {
  const anchored = linksOf(page).filter(({ target }) => target.includes('#'));
  const broken = anchored.filter(({ target }) => {
    const [file = '', anchor = ''] = target.split('#');
    return !anchorsOf(file === '' ? page : join(dirname(page), file)).includes(anchor);
  });
  expect(broken).toEqual([]);
});

test('the README shows a picture, and it is there', () => {
  const pictures = linksOf('README.md').filter(({ isImage }) => isImage);
  expect(pictures.map(({ target }) => target)).toEqual(['docs/picture.png']);
  expect(existsSync(join(ROOT, 'docs', 'picture.png'))).toBe(true);
});

test('every guide is linked from the README', () => {
  const linked = linksOf('README.md').map(({ target }) => target);
  const guides = PAGES.filter((page) => /^docs\/[^/]+\.md$/u.test(page));
  expect(guides.filter((guide) => !linked.includes(guide))).toEqual([]);
});

test('decisions are numbered without gaps and say context, decision and consequence', () => {
  const decisions = PAGES.filter((page) => page.startsWith('docs/adr/')).sort();
  const numbers = decisions.map((page) => Number(/(\d{4})-/u.exec(page)?.[1]));
  expect(numbers).toEqual(decisions.map((_page, index) => index + 1));
  const parts = ['**Context.**', '**Decision.**', '**Consequence.**'];
  const short = decisions.filter(
    (page) => !parts.every((part) => readDocument(page).includes(part)),
  );
  expect(short).toEqual([]);
});
