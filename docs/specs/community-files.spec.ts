import { existsSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { pathOf, readJson, readText } from './workspace';

const { version } = readJson<{ version: string }>('package.json');

/** Keep a Changelog 1.1.0. */
const KINDS = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];

describe('CHANGELOG.md', () => {
  const text = readText('CHANGELOG.md');
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);

  it('begins with what is not released, and then the version that the product has', () => {
    expect(headings.slice(0, 2)).toEqual(['[Unreleased]', expect.stringContaining(`[${version}] - `)]);
  });

  it('gives every release a date, and every change a kind', () => {
    const undated = headings
      .slice(1)
      .filter((heading) => !/^\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$/.test(heading ?? ''));
    expect(undated).toEqual([]);
    const kinds = [...text.matchAll(/^### (.+)$/gm)].map(([, kind = '']) => kind);
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.filter((kind) => !KINDS.includes(kind))).toEqual([]);
  });
});

describe('SECURITY.md', () => {
  it('supports the version that the product has', () => {
    expect(readText('SECURITY.md')).toMatch(`| ${version.replace(/\.\d+$/, '.x')} `);
  });
});

describe('CODEOWNERS', () => {
  it('names paths that exist, each with an owner', () => {
    const lines = readText('CODEOWNERS').split('\n');
    const rules = lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(/\s+/));
    expect(rules[0]?.[0]).toBe('*');
    expect(rules.slice(1).filter(([path = '']) => !existsSync(pathOf(path)))).toEqual([]);
    expect(rules.filter((rule) => !rule.slice(1).some((owner) => owner.startsWith('@')))).toEqual([]);
  });
});

interface Form {
  readonly name: string;
  readonly description: string;
  readonly body: { type: string; id?: string; attributes: { label?: string; value?: string } }[];
}

describe('The templates', () => {
  const folder = '.github/ISSUE_TEMPLATE';
  const forms = readdirSync(pathOf(folder)).filter((name) => name !== 'config.yml');

  it.each(forms)('of issues are forms that GitHub takes: %s', (name) => {
    const { name: title, description, body } = parse(readText(`${folder}/${name}`)) as Form;
    expect([title, description].every((text) => text.length > 10)).toBe(true);
    const fields = body.filter(({ type }) => type !== 'markdown');
    expect(fields.filter(({ id, attributes }) => !/^[\w-]+$/.test(id ?? '') || !attributes.label)).toEqual(
      [],
    );
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
    expect(
      body.filter(({ type }) => !['checkboxes', 'dropdown', 'input', 'markdown', 'textarea'].includes(type)),
    ).toEqual([]);
  });

  it('of changes are the same on GitHub and GitLab', () => {
    const [github, gitlab] = [
      '.github/pull_request_template.md',
      '.gitlab/merge_request_templates/Default.md',
    ];
    expect(readText(gitlab ?? '')).toBe(readText(github ?? ''));
  });
});
