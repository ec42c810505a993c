/** For whom a password is hashed or rated; the queue is fair among these. */
export interface Requester {
  /** Whether the account knows the browser or session: known requesters take turns with strangers. */
  readonly known: boolean;
  /** The IPv4 address, or the network of an IPv6 address. */
  readonly source: string;
  /** The id of the account, or the e-mail that a stranger typed. */
  readonly account: string;
  /** Aborted when the client no longer waits for the response. */
  readonly gone?: AbortSignal;
}

/** The administrator at the command line, where nobody competes for the queue. */
export const OPERATOR: Requester = { known: true, source: 'operator', account: 'operator' };
