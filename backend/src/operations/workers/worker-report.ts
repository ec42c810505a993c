/** What a worker tells the supervisor, once: that it answers requests, or why it does not. */
export type WorkerReport = { readonly url: string } | { readonly failure: WorkerFailure };

/** What the supervisor tells a worker, once: files by their names. */
export type WorkerEquipment = ReadonlyMap<string, Uint8Array>;

/** An error on its way to another process. */
export interface WorkerFailure {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

export function describeFailure(error: unknown): WorkerFailure {
  const { name, message, code } = error as NodeJS.ErrnoException;
  return { name, message, code };
}

/** As it was thrown, without the stack. */
export function rebuildError({ message, ...fields }: WorkerFailure): Error {
  return Object.assign(new Error(message), fields);
}
