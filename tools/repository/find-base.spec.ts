import { findBase } from './find-base.ts';
import { SmallRepository } from './small-repository.ts';

describe('The base of a branch', () => {
  let repository: SmallRepository;
  let first: string;

  beforeEach(() => {
    repository = new SmallRepository();
    first = repository.commit();
  });

  afterEach(() => repository[Symbol.dispose]());

  const baseOf = (named = '') => findBase(repository.folder, named);

  it('is where it left the main branch, however far that went on', () => {
    repository.git('checkout', '--quiet', '-b', 'topic');
    repository.commit();
    repository.git('checkout', '--quiet', 'main');
    repository.commit();
    repository.git('checkout', '--quiet', 'topic');
    expect(baseOf()).toBe(first);
  });

  it('is what the server has of the main branch', () => {
    repository.git('update-ref', 'refs/remotes/origin/main', first);
    expect(repository.commit()).not.toBe(first);
    expect(baseOf()).toBe(first);
  });

  it('is the commit that a pipeline names', () => {
    const second = repository.commit();
    repository.commit();
    expect(baseOf(second)).toBe(second);
  });

  it('is found where the named commit is gone, as after a forced push or before the first one', () => {
    expect(baseOf('0'.repeat(40))).toBe(first);
    expect(baseOf('f'.repeat(40))).toBe(first);
  });

  it('is none without a commit in common', () => {
    repository.git('checkout', '--quiet', '--orphan', 'other');
    repository.commit();
    expect(baseOf()).toBeUndefined();
  });
});
