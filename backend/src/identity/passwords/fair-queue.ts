interface Waiting<Item> {
  readonly item: Item;
  readonly flows: readonly string[];
  /** The round in which it is its turn. */
  readonly round: number;
}

/**
 * Start-time fair queuing (Goyal, Vin and Cheng, SIGCOMM 1996): each flow has one turn in a round, however much it
 * wants. What waits belongs to several flows, such as a source and an account, and has its turn in the latest of the
 * rounds that these give it. Each flow counts nothing but its own turns, so that one that wants much does not put back
 * the others that it has something in common with.
 */
export class FairQueue<Item> {
  /** By their rounds, then in the order in which they came. */
  private readonly waiting: Waiting<Item>[] = [];
  /** The first round in which a flow has no turn yet; a flow that is not here has none in any. */
  private readonly nextRounds = new Map<string, number>();
  /** In which newcomers begin. It has a fraction: a turn is a part of a round, so that all that waits comes nearer. */
  private round = 0;

  get length(): number {
    return this.waiting.length;
  }

  /** How many flows it remembers: of those that wait, and of those whose turn was in the last round. */
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

  /** The next one in turn. */
  take(): Item | undefined {
    const part = partOfRound(this.waiting.length);
    const next = this.waiting.shift();
    if (next) {
      this.proceedTo(Math.max(this.round, next.round) + part);
    }
    return next?.item;
  }

  /** The one whose turn is last: it belongs to the flow that wants most. */
  takeLast(): Item | undefined {
    const last = this.waiting.pop();
    return last && this.forgo(last);
  }

  /** @returns whether it waited. */
  remove(item: Item): boolean {
    const place = this.waiting.findIndex((other) => other.item === item);
    const [removed] = place === -1 ? [] : this.waiting.splice(place, 1);
    return removed !== undefined && this.forgo(removed) === item;
  }

  private nextRoundOf(flow: string): number {
    return Math.max(this.round, this.nextRounds.get(flow) ?? 0);
  }

  /** A turn that nobody had does not count. */
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

  /** Bounds the memory: a flow whose next round has begun is as good as new, and so are all when nobody waits. */
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

/** What the turn of one of so many is of a round at least: a power of two, so that sums of them are exact. */
function partOfRound(count: number): number {
  return 2 ** -Math.ceil(Math.log2(Math.max(1, count)));
}
