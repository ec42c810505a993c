/**
 * Entry point of the password process: hashes in its thread pool, rates in its main thread. `PasswordProcess` forks it
 * both from the compiled file and from this one, so imports name files with their extension.
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
      // The dictionaries are loaded with the first new password: signing in does not need them.
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

// Ctrl-C and service managers signal the whole process group, but only the server decides when this process ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', (request: PasswordRequest) => {
  void answer(request).then((message) => process.send?.(message));
});
