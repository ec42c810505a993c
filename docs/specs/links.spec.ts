import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listPages, pathOf, readText } from './workspace';

/** A page without what stands in blocks of code. */
const proseOf = (markdown: string): string => markdown.replace(/^ *```.*?^ *```/gms, '');

/** Where the links and images of a page lead, but for other sites. */
function readLinks(markdown: string): string[] {
  const inline = proseOf(markdown).replace(/`[^`]*`/g, '');
  return [...inline.matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors that GitHub and GitLab give to the headings of a page. */
function readAnchors(markdown: string): string[] {
  const headings = [...proseOf(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  const slugs = headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return slugs.map((slug, index) => {
    const earlier = slugs.slice(0, index).filter((each) => each === slug).length;
    return earlier === 0 ? slug : `${slug}-${earlier}`;
  });
}

/** Whether a link of a page leads to a file, and to a heading in it where it names one. */
function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  return (
    existsSync(pathOf(target)) && (anchor === undefined || readAnchors(readText(target)).includes(anchor))
  );
}

describe('The links of the documents', () => {
  it('lead to files and headings that exist', () => {
    const links = listPages().flatMap((page) => readLinks(readText(page)).map((link) => ({ page, link })));
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter(({ page, link }) => !leadsSomewhere(page, link))).toEqual([]);
  });

  it.each([
    ['to a file that is gone', 'gone.md', false],
    ['to a heading that is gone', '../README.md#gone', false],
    ['to a heading', '../README.md#the-api-by-curl', true],
    ['to a heading of its own page', '#requirement', false],
  ])('are looked at: one %s', (_name, link, expected) => {
    expect(leadsSomewhere('docs/asvs.md', link)).toBe(expected);
  });

  it('are not looked for in code', () => {
    expect(readLinks('[a](b.md) `[c](d.md)`\n```sh\n[e](f.md)\n```\n![g](h.png) [i](https://j)')).toEqual([
      'b.md',
      'h.png',
    ]);
  });
});
