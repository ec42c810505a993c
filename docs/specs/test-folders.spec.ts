import { dirname } from 'node:path';
import { listFiles } from '../../backend/test/support/files/workspace-files';

const MOST_FILES = 25;

describe('The folders of backend/test', () => {
  const counts = new Map<string, number>();
  for (const folder of listFiles('backend/test').map((path) => dirname(path))) {
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }

  it('hold no more files than one can look over', () => {
    expect(counts.size).toBeGreaterThan(10);
    expect([...counts].filter(([, count]) => count > MOST_FILES)).toEqual([]);
  });

  it('hold every file: none stands beside them', () => {
    expect(counts.get('backend/test')).toBeUndefined();
  });
});
