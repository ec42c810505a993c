/** Whether somebody answers HTTP at an address, whatever it says. */
export function answersAt(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
