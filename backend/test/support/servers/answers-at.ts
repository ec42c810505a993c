import { exchange } from '../requests/exchange';

/** Whether somebody answers HTTP at an address, whatever it says. */
export function answersAt(url: string): Promise<boolean> {
  return exchange(url, 'GET', {}).then(
    () => true,
    () => false,
  );
}
