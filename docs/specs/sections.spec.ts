import { listPages, readText } from './workspace';

/** Headings, and places that a program fills in, that nothing follows but the end or a heading of the same level. */
function emptySectionsOf(markdown: string): string[] {
  const prose = markdown.replace(/^```.*?^```/gms, 'code');
  const unfilled = [...prose.matchAll(/<!-- ([\w-]+) -->\s*<!-- \/\1 -->/g)].map(([, name = '']) => name);
  const parts = prose.replace(/<!--.*?-->/gs, '').split(/^(?=#+ )/m);
  const levelOf = (part = '') => /^#*/.exec(part)?.[0].length ?? 0;
  const bare = parts.filter((part, index) => {
    const [, text = ''] = part.split(/\n(.*)/s);
    return levelOf(part) > 0 && text.trim() === '' && levelOf(parts[index + 1]) <= levelOf(part);
  });
  return [...unfilled, ...bare.map((part) => part.trim())];
}

/** Forms are there to be filled in. */
const pages = listPages().filter((page) => !page.includes('templates/'));

describe('A page', () => {
  it('is found to have empty sections', () => {
    const page = '# A\n\n## B\n\n## C\n\ntext\n\n<!-- d -->\n<!-- /d -->\n\n## E\n';
    expect(emptySectionsOf(page)).toEqual(['d', '## B', '## E']);
  });

  it.each(pages)('%s has none', (page) => {
    expect(emptySectionsOf(readText(page))).toEqual([]);
  });
});
