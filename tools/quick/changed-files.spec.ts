import { SmallRepository } from '../repository/small-repository.ts';
import { findChangedFiles, fromEnvironment, toEnvironment } from './changed-files.ts';

describe('The changed files', () => {
  let repository: SmallRepository;

  beforeEach(() => {
    repository = new SmallRepository();
    ['kept.ts', 'edited.ts', 'deleted.ts'].forEach((path) => repository.write(path));
    repository.write('.gitignore', 'ignored.ts\n');
    repository.commit();
    repository.git('checkout', '--quiet', '-b', 'topic');
  });

  afterEach(() => repository[Symbol.dispose]());

  it('are those of the branch, committed, edited and new, but for ignored and deleted ones', () => {
    repository.write('committed.ts');
    repository.commit();
    repository.write('edited.ts', 'otherwise');
    repository.write('new/file name.ts');
    repository.write('ignored.ts');
    repository.git('rm', '--quiet', 'deleted.ts');
    const files = findChangedFiles('main', repository.folder);
    expect(files.toSorted()).toEqual(['committed.ts', 'edited.ts', 'new/file name.ts']);
  });

  it('are none after none', () => {
    expect(findChangedFiles('main', repository.folder)).toEqual([]);
  });

  it('come to the targets through the environment', () => {
    const before = process.env.CHANGED_FILES;
    Object.assign(process.env, toEnvironment(['a b.ts', 'c.md']));
    expect(fromEnvironment()).toEqual(['a b.ts', 'c.md']);
    Object.assign(process.env, toEnvironment([]));
    expect(fromEnvironment()).toEqual([]);
    process.env.CHANGED_FILES = before ?? '';
  });
});
