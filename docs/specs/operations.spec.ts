import { COMMANDS } from '../../backend/src/operations/admin/commands';
import { Environment, SECRET_SETTINGS, type Setting } from '../../backend/src/platform/config/environment';
import { readText } from './workspace';

const text = readText('docs/operations.md');

/** A setting of the launcher, which the server never sees. */
const OF_THE_LAUNCHER = 'DATA_DIR';

/** Name and default of each row of the table of settings. */
const documented = [...text.matchAll(/^\| `([A-Z_]+)` +\| (.+?) +\|/gm)].map(
  ([, name = '', value = '']) => [name, value] as const,
);

/** What a cell says the default is: the first code, or nothing where it says so. */
function readDefault(cell: string): string | undefined {
  return cell.startsWith('empty') ? '' : /^`([^`]+)`/.exec(cell)?.[1];
}

describe('docs/operations.md', () => {
  it('has every setting of the server once, and no other', () => {
    const names = documented.map(([name]) => name).filter((name) => name !== OF_THE_LAUNCHER);
    expect(names.toSorted()).toEqual(Object.keys(new Environment()).toSorted());
  });

  it('gives the defaults that the server has', () => {
    const defaults = { ...new Environment(), LOG_FORMAT: 'json' };
    const settings = documented.filter(([name]) => name !== OF_THE_LAUNCHER);
    expect(Object.fromEntries(settings.map(([name, cell]) => [name, readDefault(cell)]))).toEqual(defaults);
  });

  it('names the settings that can be files', () => {
    const [, list = ''] = /given as files, in `NAME_FILE`: ([^.]+)\./.exec(text) ?? [];
    const names = [...list.matchAll(/`(\w+)`/g)].map(([, name]) => name as Setting);
    expect(names).toEqual(SECRET_SETTINGS);
  });

  it('has every command of the administrator, with the options that it takes', () => {
    const [, section = ''] = /^## Administration\n(.*?)^## /ms.exec(text) ?? [];
    for (const [name, { options = {} }] of Object.entries(COMMANDS)) {
      expect(section).toContain(`\`${name}`);
      for (const option of Object.keys(options)) {
        expect(section).toContain(`--${option}`);
      }
    }
  });

  it('is where the README leads for settings', () => {
    const readme = readText('README.md');
    expect(readme).toContain('(docs/operations.md#settings)');
    expect(readme).not.toContain('| `DATABASE_URL`');
  });
});
