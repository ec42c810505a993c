import { TestBed } from '@angular/core/testing';
import { Theme } from './theme';

describe('Theme', () => {
  const shown = () => {
    TestBed.tick();
    return document.documentElement.dataset.theme;
  };

  it('follows the system until somebody chooses', () => {
    expect(TestBed.inject(Theme).choice()).toBe('system');
    expect(shown()).toBeUndefined();
  });

  it('remembers the choice', () => {
    TestBed.inject(Theme).choose('dark');
    expect(shown()).toBe('dark');
    TestBed.resetTestingModule();

    expect(TestBed.inject(Theme).choice()).toBe('dark');
  });

  it('goes back to the system', () => {
    const theme = TestBed.inject(Theme);
    theme.choose('light');
    theme.choose('system');

    expect(shown()).toBeUndefined();
  });

  it('follows the choice made in another tab', () => {
    const theme = TestBed.inject(Theme);
    localStorage.setItem('taskward.theme', 'light');
    dispatchEvent(new StorageEvent('storage', { key: 'taskward.theme' }));

    expect(theme.choice()).toBe('light');
  });

  it('ignores a choice it does not know', () => {
    localStorage.setItem('taskward.theme', 'sepia');

    expect(TestBed.inject(Theme).choice()).toBe('system');
  });
});
