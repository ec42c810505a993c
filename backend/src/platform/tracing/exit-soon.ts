/** Nothing is left to do: only a collector of traces that does not answer could still hold the process. */
export function exitSoon(): void {
  setTimeout(() => process.exit(), 100).unref();
}
