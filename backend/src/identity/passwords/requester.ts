/** For whom a password is hashed or rated: what the queue is fair between. */
export interface Requester {
  /** Whether the account knows the browser or the session: they take turns with strangers. */
  readonly known: boolean;
  /** The address, or the network of an IPv6 address. */
  readonly source: string;
  /** The id of the account, or the e-mail that a stranger typed. */
  readonly account: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly gone?: AbortSignal;
}

/** The administrator at the command line, where nobody else waits. */
export const OPERATOR: Requester = { known: true, source: 'operator', account: 'operator' };
