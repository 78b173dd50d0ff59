import { join } from 'node:path';
import fc from 'fast-check';

const file = join(__dirname, '../../../src/simulators/teams/page/markdown.js');
const { markdownToHtml } = jest.requireActual<{ markdownToHtml: (text: string) => string }>(file);

describe('Markdown on a card', () => {
  test.each([
    ['**bold** and _lean_', '<p><strong>bold</strong> and <em>lean</em></p>'],
    ['\\*as typed\\* \\[x\\](y)', '<p>*as typed* [x](y)</p>'],
    ['\\<b\\> \\\\', '<p>&lt;b&gt; \\</p>'],
    ['snake_case_name', '<p>snake_case_name</p>'],
    ['a\nb', '<p>a<br>b</p>'],
    ['a\n\nb', '<p>a</p><p>b</p>'],
    ['- one\n- two', '<ul><li>one</li><li>two</li></ul>'],
    ['3. three', '<ol start="3"><li>three</li></ol>'],
    ['`a*b*`', '<p><code>a*b*</code></p>'],
    ['AT&T <b>', '<p>AT&amp;T &lt;b&gt;</p>'],
  ])('%j is drawn', (text, html) => {
    expect(markdownToHtml(text)).toBe(html);
  });

  test('an unescaped link is a link, but never a script', () => {
    expect(markdownToHtml('[x](https://evil.example/a_b_c)')).toContain(
      '<a href="https://evil.example/a_b_c" target="_blank" rel="noopener noreferrer">x</a>',
    );
    expect(markdownToHtml('[x](javascript:alert(1))')).not.toContain('<a');
    expect(markdownToHtml('[x](https://a"onclick="b)')).not.toContain('"onclick');
  });

  test('no text makes a tag or an attribute of its own', () => {
    const allowed =
      /<\/?(p|strong|em|s|code|ul|ol|li|blockquote)>|<ol start="\d+">|<br>|<a href="[^"]*" target="_blank" rel="noopener noreferrer">|<\/a>/g;
    const hostile = fc.constantFrom(
      ...['<', '>', '"', "'", '&', '[', ']', '(', ')', '*', '_', '`', '~', '\\', '\n', '#', '- '],
      ...[
        'https://x',
        'javascript:',
        '<img onerror=x>',
        '[a](https://b)',
        '\uE000',
        '\uE001',
        'a',
        ' ',
      ],
    );
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 30 }), (parts) => {
        const rest = markdownToHtml(parts.join('')).replace(allowed, '');
        expect(rest).not.toMatch(/[<>]/);
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});
