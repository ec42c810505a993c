interface Waiting<Item> {
  readonly item: Item;
  readonly flows: readonly string[];
  /** The round in which the item is served. */
  readonly round: number;
}

/**
 * Start-time fair queuing (Goyal, Vin and Cheng, SIGCOMM 1996): each flow gets one turn per round, however many items
 * it has. An item can belong to several flows, such as a source and an account, and is scheduled in the latest of their
 * next rounds. Each flow counts only its own turns, so that a busy flow does not delay the others that its items belong
 * to.
 */
export class FairQueue<Item> {
  /** Sorted by round, then in order of arrival. */
  private readonly waiting: Waiting<Item>[] = [];
  /** The next free round of each flow; flows without an entry have no turns booked. */
  private readonly nextRounds = new Map<string, number>();
  /** The current round, in which new items start. Fractional: each turn advances it by a part of a round. */
  private round = 0;

  get length(): number {
    return this.waiting.length;
  }

  /** Number of flows remembered: those of waiting items, and those served in the last round. */
  get flows(): number {
    return this.nextRounds.size;
  }

  add(item: Item, flows: readonly string[]): void {
    const rounds = flows.map((flow) => this.nextRoundOf(flow));
    flows.forEach((flow, index) => this.nextRounds.set(flow, (rounds[index] ?? 0) + 1));
    const round = Math.max(...rounds);
    const place = this.waiting.findLastIndex((other) => other.round <= round) + 1;
    this.waiting.splice(place, 0, { item, flows, round });
  }

  /** Removes and returns the next item. */
  take(): Item | undefined {
    const part = partOfRound(this.waiting.length);
    const next = this.waiting.shift();
    if (next) {
      this.proceedTo(Math.max(this.round, next.round) + part);
    }
    return next?.item;
  }

  /** Removes and returns the last item in order: it belongs to the busiest flow. */
  takeLast(): Item | undefined {
    const last = this.waiting.pop();
    return last && this.forgo(last);
  }

  /** @returns whether the item was waiting. */
  remove(item: Item): boolean {
    const place = this.waiting.findIndex((other) => other.item === item);
    const [removed] = place === -1 ? [] : this.waiting.splice(place, 1);
    return removed !== undefined && this.forgo(removed) === item;
  }

  private nextRoundOf(flow: string): number {
    return Math.max(this.round, this.nextRounds.get(flow) ?? 0);
  }

  /** Gives back a turn that was not used. */
  private forgo({ item, flows }: Waiting<Item>): Item {
    for (const flow of flows) {
      this.nextRounds.set(flow, this.nextRoundOf(flow) - 1);
    }
    this.forgetIdle(flows);
    return item;
  }

  private proceedTo(round: number): void {
    const isAnother = Math.floor(round) > Math.floor(this.round);
    this.round = round;
    this.forgetIdle(isAnother ? this.nextRounds.keys() : []);
  }

  /** Bounds memory: forgets flows whose next round has begun, and all flows when the queue is empty. */
  private forgetIdle(flows: Iterable<string>): void {
    if (this.waiting.length === 0) {
      this.nextRounds.clear();
      this.round = 0;
    }
    for (const flow of flows) {
      if ((this.nextRounds.get(flow) ?? 0) <= this.round) {
        this.nextRounds.delete(flow);
      }
    }
  }
}

/** The smallest fraction of a round that one of `count` turns takes: a power of two, so that sums are exact. */
function partOfRound(count: number): number {
  return 2 ** -Math.ceil(Math.log2(Math.max(1, count)));
}
