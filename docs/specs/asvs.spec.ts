import { existsSync } from 'node:fs';
import { AUDIT_EVENTS } from '../../backend/src/identity/audit/audit-event.entity';
import { SECRET_SETTINGS } from '../../backend/src/platform/config/environment';
import { LIMITS } from '../../backend/src/identity/throttling/limits';
import { pathOf, readJson, readText } from './workspace';

/** The requirements of ASVS 5.0 that touch the product, by level. */
const REQUIREMENTS = readJson<Record<'L1' | 'L2' | 'L3', string[]>>('docs/specs/asvs-requirements.json');
const REQUIRED = [...REQUIREMENTS.L1, ...REQUIREMENTS.L2];
const STATES = ['met', 'not applicable', 'later', 'deviation'];

interface Row {
  readonly id: string;
  readonly level: string;
  readonly state: string;
  readonly reason: string;
  readonly tests: string[];
}

/** The rows of the table, whose columns are id, level, state, reason and tests. */
function readRows(markdown: string): Row[] {
  const lines = markdown.split('\n').filter((line) => /^\| *V\d/.test(line));
  return lines.map((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const [, id = '', level = '', state = '', reason = '', tests = ''] = cells;
    return { id, level, state, reason, tests: tests === '' ? [] : tests.split('<br>') };
  });
}

/** Texts that stand first among the arguments of a call, as titles of tests do. */
function readTitles(source: string): string[] {
  return [...source.matchAll(/\(\s*(['"`])((?:(?!\1).)+)\1\s*,/g)].map(([, , title = '']) => title);
}

/** Why a test named as `file › title` proves nothing; undefined when it is there. */
function findTestProblem(name: string): string | undefined {
  const [file = '', title = '', ...rest] = name.split(' › ');
  if (!file.endsWith('.spec.ts') || title.length < 10 || rest.length > 0) {
    return `${name}: is no file with a title`;
  }
  if (!existsSync(pathOf(file))) {
    return `${name}: there is no such file`;
  }
  const found = new Set(readTitles(readText(file)).filter((each) => each.includes(title)));
  return found.size === 1 ? undefined : `${name}: ${found.size} titles fit`;
}

describe('docs/asvs.md', () => {
  const rows = readRows(readText('docs/asvs.md'));

  it('has one row for each requirement of levels 1 and 2', () => {
    const ids = rows.map(({ id }) => id);
    expect(REQUIRED).toHaveLength(152);
    expect(REQUIRED.filter((id) => !ids.includes(id))).toEqual([]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('gives each requirement the level that it has', () => {
    const wrong = rows.filter(({ id, level }) => !REQUIREMENTS[level as 'L1']?.includes(id));
    expect(wrong).toEqual([]);
  });

  it('says of each what is the case and why', () => {
    expect(rows.filter(({ state, reason }) => !STATES.includes(state) || reason === '')).toEqual([]);
  });

  it('gives the reason in a sentence for whatever is not met', () => {
    const unmet = rows.filter(({ state }) => state !== 'met');
    expect(unmet.length).toBeGreaterThan(0);
    expect(unmet.filter(({ reason }) => !/^[A-Z].{24,}\.$/.test(reason))).toEqual([]);
  });

  it.each(['met', 'deviation'])('names a test for each that is %s', (wanted) => {
    const untested = rows.filter(({ state, tests }) => state === wanted && tests.length === 0);
    expect(untested).toEqual([]);
  });

  it('names tests that exist', () => {
    const problems = rows.flatMap(({ tests }) => tests).map(findTestProblem);
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  it.each([
    ['of a file that is gone', 'backend/test/gone.spec.ts › is a title of a test', 'no such file'],
    ['of a title that is gone', 'docs/specs/asvs.spec.ts › is a title of no test', '0 titles fit'],
    ['that fits several titles', 'docs/specs/asvs.spec.ts › names every ', '2 titles fit'],
    ['without a title', 'docs/specs/asvs.spec.ts', 'no file with a title'],
  ])('does not pass with the name of a test %s', (_name, test, problem) => {
    expect(findTestProblem(test)).toContain(problem);
  });
});

describe('docs/security.md', () => {
  const text = readText('docs/security.md');

  it('gives the limits that the server keeps', () => {
    const documented = [...text.matchAll(/^\| `(\w+)` +\| ([\d,]+) +\| ([\d,]+) s /gm)].map(
      ([, name, quota = '', window = '']) => [
        name,
        { quota: Number(quota.replace(',', '')), window: Number(window.replace(',', '')) },
      ],
    );
    expect(Object.fromEntries(documented)).toEqual(LIMITS);
  });

  it('names every secret', () => {
    expect(SECRET_SETTINGS.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('names every security event', () => {
    expect(AUDIT_EVENTS.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('proves its promises by tests that exist', () => {
    const files = [...text.matchAll(/`((?:backend|frontend|e2e)\/[\w/.-]+\.spec\.ts)`/g)].map(
      ([, file = '']) => file,
    );
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => !existsSync(pathOf(file)))).toEqual([]);
  });
});
