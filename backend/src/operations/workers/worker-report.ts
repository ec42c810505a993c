/** A worker's only message to the supervisor: that it is serving, or why it failed to start. */
export type WorkerReport = { readonly url: string } | { readonly failure: WorkerFailure };

/** The supervisor's only message to a worker: files by name. */
export type WorkerEquipment = ReadonlyMap<string, Uint8Array>;

/** A serialised error. */
export interface WorkerFailure {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

export function describeFailure(error: unknown): WorkerFailure {
  const { name, message, code } = error as NodeJS.ErrnoException;
  return { name, message, code };
}

/** The original error, without its stack. */
export function rebuildError({ message, ...fields }: WorkerFailure): Error {
  return Object.assign(new Error(message), fields);
}
