import { describeError } from './describe-error';

describe('describeError', () => {
  it('keeps kind, code, message, stack and cause', () => {
    const cause = Object.assign(new RangeError('too far'), { code: 'E_FAR' });
    const error = new TypeError('not that', { cause });
    expect(describeError(error)).toEqual({
      type: 'TypeError',
      message: 'not that',
      stack: error.stack,
      cause: { type: 'RangeError', code: 'E_FAR', message: 'too far', stack: cause.stack },
    });
  });

  it('drops whatever else hangs on an error', () => {
    const error = Object.assign(new Error('no'), {
      parameters: ['secret'],
      detail: 'row (secret)',
      code: 42,
    });
    expect(JSON.stringify(describeError(error))).not.toContain('secret');
  });

  it('says no more than the kind of what is no error', () => {
    expect(describeError('secret')).toEqual({ type: 'string' });
    expect(describeError(undefined)).toEqual({ type: 'undefined' });
  });
});
