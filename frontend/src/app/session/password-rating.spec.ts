import { ratePassword } from './password-rating';

describe('ratePassword', () => {
  it.each(['password1', 'qwertyuiop', 'taskward2026', 'aaaaaaaaaaaa'])(
    'calls %s guessable and says why',
    (password) => {
      const { good, advice } = ratePassword(password, ['taskward']);
      expect(good).toBe(false);
      expect(advice).not.toBe('');
    },
  );

  it.each(['q7#vLm2x', 'a long enough passphrase', 'Zwölf Boxkämpfer jagen Viktor'])(
    'calls %s good',
    (password) => {
      expect(ratePassword(password, [])).toMatchObject({ good: true });
    },
  );

  it('counts what others know of the person against a password', () => {
    const known = ratePassword('ada.lovelace', ['ada', 'lovelace']);
    expect(known.score).toBeLessThan(ratePassword('ada.lovelace', []).score + 1);
    expect(known.good).toBe(false);
  });
});
