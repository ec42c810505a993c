import { TestBed } from '@angular/core/testing';
import { aUser, anAuthResponse } from '../../testing/factories';
import { MemoryDraftDatabase } from '../../testing/memory-draft-database';
import { interrupt, provideTestServer, settle, signIn } from '../../testing/portal';
import { Session } from '../session/session';
import { DraftDatabase } from './draft-database';
import { Drafts } from './drafts';
import { OpenTabs } from './open-tabs';

const ADA = aUser().id;
const grace = anAuthResponse({ user: aUser({ id: 'grace' }) });

describe('Drafts', () => {
  let database: MemoryDraftDatabase;
  let drafts: Drafts;

  const open = async (response = anAuthResponse()) => {
    TestBed.configureTestingModule({
      providers: [provideTestServer(), { provide: DraftDatabase, useValue: database }],
    });
    drafts = TestBed.inject(Drafts);
    await signIn(response);
  };

  const reload = async (response = anAuthResponse()) => {
    dispatchEvent(new PageTransitionEvent('pagehide'));
    await settle();
    TestBed.resetTestingModule();
    await open(response);
  };

  beforeEach(async () => {
    jest.useFakeTimers();
    database = new MemoryDraftDatabase();
    sessionStorage.setItem('taskward.tab', 'this');
    await open();
  });

  afterEach(() => jest.useRealTimers());

  it('writes once somebody pauses', async () => {
    drafts.keep('capture', 'B');
    drafts.keep('capture', 'Buy');
    expect(database.keys).toEqual([]);
    await jest.advanceTimersByTimeAsync(300);

    await expect(database.read([ADA, 'capture@this'])).resolves.toBe('Buy');
  });

  it('survives a reload, to the last letter', async () => {
    drafts.keep('capture', 'Buy milk');
    await reload();

    await expect(drafts.read('capture')).resolves.toBe('Buy milk');
    await expect(drafts.names()).resolves.toEqual(['capture']);
  });

  it('survives a reload that the database does not', async () => {
    const write = jest.spyOn(database, 'write').mockReturnValue(new Promise(() => undefined));
    drafts.keep('capture', 'Buy milk');
    dispatchEvent(new PageTransitionEvent('pagehide'));
    write.mockRestore();
    TestBed.resetTestingModule();
    await open();

    await expect(drafts.read('capture')).resolves.toBe('Buy milk');
    await expect(database.read([ADA, 'capture@this'])).resolves.toBe('Buy milk');
  });

  it('is kept where the database takes nothing', async () => {
    jest.spyOn(database, 'write').mockResolvedValue(undefined);
    drafts.keep('capture', 'Buy milk');
    await reload();

    await expect(drafts.names()).resolves.toEqual(['capture']);
    await expect(drafts.read('capture')).resolves.toBe('Buy milk');
  });

  it('is gone once it is discarded, also what was not written yet', async () => {
    drafts.keep('capture', 'Buy milk');
    await reload();
    drafts.keep('capture', 'Buy oat milk');
    drafts.discard('capture');
    await reload();

    await expect(drafts.read('capture')).resolves.toBeUndefined();
  });

  it.each(['left', 'deleted'] as const)('is gone once somebody %s', async (reason) => {
    drafts.keep('task:new', 'Buy milk');
    await jest.advanceTimersByTimeAsync(300);
    drafts.keep('capture', 'Buy');
    TestBed.inject(Session).leave(reason);
    await settle();
    await jest.advanceTimersByTimeAsync(300);

    expect(database.keys).toEqual([]);
    expect(localStorage.getItem('taskward.drafts-under-way')).toBeNull();
  });

  it('waits for somebody whose session ended', async () => {
    drafts.keep('capture', 'Buy milk');
    await jest.advanceTimersByTimeAsync(300);
    TestBed.inject(Session).end('ended');
    await settle();
    expect(database.keys).toHaveLength(1);
    await signIn();

    await expect(drafts.read('capture')).resolves.toBe('Buy milk');
  });

  it('goes on being written while somebody has to sign in again', async () => {
    await interrupt();
    drafts.keep('capture', 'Buy milk');
    await jest.advanceTimersByTimeAsync(300);

    await expect(database.read([ADA, 'capture@this'])).resolves.toBe('Buy milk');
  });

  it('is never shown to somebody else, and does not outlive their sign-in', async () => {
    drafts.keep('capture', 'Buy milk');
    await jest.advanceTimersByTimeAsync(300);
    drafts.keep('task:new', 'Secret');
    await signIn(grace);
    await settle();
    await jest.advanceTimersByTimeAsync(300);

    await expect(drafts.read('capture')).resolves.toBeUndefined();
    expect(database.keys).toEqual([]);
  });

  it('is nobody’s while nobody is signed in', async () => {
    TestBed.inject(Session).end('ended');
    drafts.keep('capture', 'Buy milk');
    await jest.advanceTimersByTimeAsync(300);

    await expect(drafts.read('capture')).resolves.toBeUndefined();
    expect(database.keys).toEqual([]);
  });

  describe('of another tab', () => {
    const openBeside = async (others: string[]) => {
      TestBed.resetTestingModule();
      TestBed.configureTestingModule({
        providers: [
          {
            provide: OpenTabs,
            useValue: {
              current: 'this',
              ready: () => Promise.resolve('this'),
              others: () => Promise.resolve(new Set(others)),
            },
          },
        ],
      });
      await open();
    };

    beforeEach(() => database.write([ADA, 'capture@other'], 'Buy milk'));

    it('stays there while that tab is open', async () => {
      await openBeside(['other']);

      await expect(drafts.read('capture')).resolves.toBeUndefined();
      await expect(drafts.names()).resolves.toEqual([]);
      await expect(drafts.namesInAllTabs()).resolves.toEqual(['capture']);
      expect(database.keys).toEqual([`${ADA} capture@other`]);
    });

    it('is not discarded with what this tab has under the same name', async () => {
      await openBeside(['other']);
      drafts.keep('capture', 'Water the plants');
      drafts.write();
      drafts.discard('capture');

      expect(database.keys).toEqual([`${ADA} capture@other`]);
    });

    it('is this tab’s once that tab is closed', async () => {
      await openBeside([]);
      await expect(drafts.names()).resolves.toEqual(['capture']);
      await expect(drafts.read('capture')).resolves.toBe('Buy milk');

      expect(database.keys).toEqual([`${ADA} capture@this`]);
    });

    it('comes after what this tab has under the same name', async () => {
      await openBeside([]);
      drafts.keep('capture', 'Water the plants');
      drafts.write();
      await expect(drafts.read('capture')).resolves.toBe('Water the plants');
      drafts.discard('capture');

      await expect(drafts.read('capture')).resolves.toBe('Buy milk');
    });

    it('is found though an earlier version wrote it down for no tab', async () => {
      await database.clear();
      await database.write([ADA, 'capture'], 'Buy milk');
      await openBeside(['other']);

      await expect(drafts.read('capture')).resolves.toBe('Buy milk');
    });
  });
});
