/**
 * The program of the password process: hashes in the threads of its own pool, rates in its main thread. It is forked
 * by `PasswordProcess`, from the compiled file as well as from this one, so it imports files by their whole name.
 */
import { compare, hash } from 'bcrypt';
import type { PasswordAnswer, PasswordJob, PasswordRating, PasswordRequest } from './password-jobs';

async function perform(job: PasswordJob): Promise<string | boolean | PasswordRating> {
  switch (job.kind) {
    case 'hash':
      return hash(job.secret, job.cost);
    case 'compare':
      return compare(job.secret, job.hash);
    case 'rate': {
      // The dictionaries come with the first new password: signing in needs none.
      const { ratePassword } = await import('./password-rating.ts');
      return ratePassword(job.password, job.contextWords);
    }
  }
}

async function answer({ id, job }: PasswordRequest): Promise<PasswordAnswer> {
  try {
    return { id, result: await perform(job) };
  } catch (error) {
    return { id, error: String(error) };
  }
}

// Ctrl-C and a service manager reach the whole process group, but the server says when it needs no more hashes.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', (request: PasswordRequest) => {
  void answer(request).then((message) => process.send?.(message));
});
