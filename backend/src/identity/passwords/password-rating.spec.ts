import { dictionary } from '@zxcvbn-ts/language-common';
import { contextWordsOf } from './context-words';
import { ratePassword } from './password-rating';

const ADA = contextWordsOf({ email: 'ada.lovelace@example.org', displayName: 'Ada Lovelace' });

describe('ratePassword', () => {
  it('knows at least the 3,000 most common passwords that are long enough (ASVS V6.2.4)', () => {
    const longEnough = dictionary['passwords-common'].filter((password) => Array.from(password).length >= 8);
    expect(longEnough.length).toBeGreaterThan(3_000);
    expect(longEnough.filter((password) => !ratePassword(password, []).common)).toEqual([]);
  });

  it.each(['password', 'PassWord1', '1QAZ2WSX', 'qwertyuiop', 'iloveyou'])('calls %s common', (password) => {
    expect(ratePassword(password, ADA)).toEqual({ common: true, score: 0, advice: [] });
  });

  it.each([
    'Summer2026!',
    'P@ssw0rd2026',
    'qwertzuiop99',
    'abcdefgh12345678',
    '21.11.2026',
    'hallohallo',
    'aaaaaaaaaaaaaaaaaaaaaaaa',
    'p4ssw0rd'.repeat(20),
    `${'a'.repeat(64)} correct horse battery staple`,
    'constructors',
  ])('finds %s easy to guess, and says what helps', (password) => {
    const { common, score, advice } = ratePassword(password, ADA);
    expect(common).toBe(false);
    expect(score).toBeLessThan(3);
    expect(advice.length).toBeGreaterThan(0);
    expect(new Set(advice).size).toBe(advice.length);
  });

  it.each([
    'taskward',
    'Taskward2026!',
    'TaskManager#2026',
    't4skw4rd!',
    'ada.lovelace@example.org',
    'Ada Lovelace',
    'lovelace1815',
    'ada.lovelace1815',
    'drawksat',
  ])('counts the product and the person against %s', (password) => {
    expect(ratePassword(password, ADA).score).toBeLessThan(3);
  });

  it.each([
    'a long enough passphrase',
    'a demo for everybody',
    'correct horse battery staple',
    'q7#vLm2x',
    'ein sehr langes kennwort',
    'Ada rides a purple bicycle',
    '🔑🎈🚲🌧️🍋🎻🦔🧭',
  ])('takes %s without advice', (password) => {
    const rating = ratePassword(password, ADA);
    expect(rating).toEqual({ common: false, score: expect.any(Number), advice: [] });
    expect(rating.score).toBeGreaterThanOrEqual(3);
  });

  it('looks at the first 64 characters only', () => {
    const strong = 'q7#vLm2x'.padEnd(64, 'K0!zT-w&bG');
    expect(ratePassword(strong + 'a'.repeat(192), [])).toEqual(ratePassword(strong, []));
  });
});
