import { setImmediate } from 'node:timers';
import { TestBed } from '@angular/core/testing';
import { OpenTabs } from './open-tabs';

/** As a page that came by http has it. */
describe('Tabs of a browser without locks', () => {
  let elsewhere: BroadcastChannel;

  /** Another tab of this name, which answers. Resolves once it was asked so many times. */
  const openAnother = (name: string, questions: number): Promise<void> =>
    new Promise((resolve) => {
      let count = 0;
      elsewhere.onmessage = ({ data }: MessageEvent<{ type: string }>) => {
        if (data.type === 'who-is-there') {
          elsewhere.postMessage({ type: 'here', name });
          count += 1;
          if (count === questions) {
            resolve();
          }
        }
      };
    });

  /** Only once every answer has arrived is it too late for one. */
  const letTimePass = async () => {
    for (let turn = 0; turn < 50; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await jest.advanceTimersByTimeAsync(1_000);
  };

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    expect(navigator).not.toHaveProperty('locks');
    elsewhere = new BroadcastChannel('taskward-tabs');
    sessionStorage.setItem('taskward.tab', 'this');
  });

  afterEach(() => {
    elsewhere.close();
    sessionStorage.clear();
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  it('hear of each other', async () => {
    const wasAsked = openAnother('other', 2);
    const others = TestBed.inject(OpenTabs).others();
    await letTimePass();
    await wasAsked;
    await letTimePass();

    await expect(others).resolves.toEqual(new Set(['other']));
  });

  it('that are closed are none', async () => {
    const others = TestBed.inject(OpenTabs).others();
    await letTimePass();
    await letTimePass();

    await expect(others).resolves.toEqual(new Set());
  });

  it('keep their name across a reload', async () => {
    const tabs = TestBed.inject(OpenTabs);
    await letTimePass();

    await expect(tabs.ready()).resolves.toBe('this');
  });

  it('take another name when they were duplicated', async () => {
    const wasAsked = openAnother('this', 1);
    const tabs = TestBed.inject(OpenTabs);
    await wasAsked;
    await letTimePass();

    await expect(tabs.ready()).resolves.not.toBe('this');
    expect(sessionStorage.getItem('taskward.tab')).toBe(tabs.current);
  });

  it('ask once, however many want to know at a time', async () => {
    const tabs = TestBed.inject(OpenTabs);
    await letTimePass();
    let questions = 0;
    elsewhere.onmessage = () => {
      questions += 1;
      elsewhere.postMessage({ type: 'here', name: 'other' });
    };
    const answers = Promise.all(Array.from({ length: 100 }, () => tabs.others()));
    await letTimePass();

    expect(new Set((await answers).flatMap((names) => [...names]))).toEqual(new Set(['other']));
    expect(questions).toBe(1);
  });

  it('hear of one that opens just after they have asked', async () => {
    const tabs = TestBed.inject(OpenTabs);
    await letTimePass();
    const others = tabs.others();
    await jest.advanceTimersByTimeAsync(100);
    elsewhere.postMessage({ type: 'who-is-there', name: 'new' });
    await letTimePass();

    await expect(others).resolves.toEqual(new Set(['new']));
  });

  it('answer when they are asked', async () => {
    TestBed.inject(OpenTabs);
    const answer = new Promise((resolve) => {
      elsewhere.onmessage = ({ data }: MessageEvent<{ type: string }>) =>
        data.type === 'here' && resolve(data);
    });
    elsewhere.postMessage({ type: 'who-is-there' });

    await expect(answer).resolves.toEqual({ type: 'here', name: 'this' });
  });
});
