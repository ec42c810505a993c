/** Entry point of the greedy account, in a separate process so that it does not slow down the measuring client. */
import { GreedyAccount, type GreedyPerson } from './greedy-account.ts';

process.on('message', ({ url, person }: { url: string; person: GreedyPerson }) => {
  const account = new GreedyAccount(url, person);
  process.once('disconnect', () => account.stop());
  void account.run();
});
