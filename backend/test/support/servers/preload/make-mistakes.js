/** Mistakes that the server does not have, made when the test asks for them. */
const cluster = require('node:cluster');
const { setImmediate } = require('node:timers');

const USER_DATA = 'canary of a person';

class Mistake extends TypeError {
  detail = USER_DATA;
}

const mistakes = {
  throw: () => {
    throw new Mistake('a mistake', { cause: new Mistake('the reason of it') });
  },
  'throw twice': () => {
    setImmediate(mistakes.throw);
    mistakes.throw();
  },
  reject: () => void Promise.reject(new Mistake('a mistake')),
  'reject with no error': () => void Promise.reject(USER_DATA),
};

// A worker is told other things as well.
process.on('message', (name) => mistakes[name]?.());
// The server itself has no channel, and must not live on because of this one; a worker has one, and waits by it.
if (cluster.isPrimary) {
  process.channel.unref();
}
