/** The program of the greedy account, in a process of its own: what it costs must not slow down who measures. */
import { GreedyAccount, type GreedyPerson } from './greedy-account.ts';

process.on('message', ({ url, person }: { url: string; person: GreedyPerson }) => {
  const account = new GreedyAccount(url, person);
  process.once('disconnect', () => account.stop());
  void account.run();
});
