import { listSources } from '../../backend/test/support/files/workspace-files';
import { readText } from './workspace';

const SOURCE = /\bbackend\/test\/support\/time\/limit\.json'|'\.\/test\/support\/time\/limit\.json'/;
const HEIR = /'\.\.\/(?:backend|deploy)\/jest\.config\.js'/;

describe('The time limit of a test', () => {
  const configurations = listSources()
    .filter((path) => path.endsWith('jest.config.js'))
    .map((path) => ({ path, text: readText(path) }));

  it('comes from one file in every project, so that no slow machine fails a test', () => {
    expect(configurations.length).toBeGreaterThan(5);
    expect(configurations.filter(({ text }) => !SOURCE.test(text) && !HEIR.test(text))).toEqual([]);
    expect(configurations.filter(({ text }) => /testTimeout: [\d_]+,/.test(text))).toEqual([]);
  });
});
