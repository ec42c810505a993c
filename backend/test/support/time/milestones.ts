interface Milestone {
  readonly count: number;
  readonly reach: () => void;
}

/** Counts something, and tells whoever waits for so many of it. */
export class Milestones {
  private readonly milestones = new Set<Milestone>();
  count = 0;

  add(): void {
    this.count += 1;
    for (const milestone of this.milestones) {
      if (this.count >= milestone.count) {
        this.milestones.delete(milestone);
        milestone.reach();
      }
    }
  }

  reached(count: number): Promise<void> {
    return this.count >= count
      ? Promise.resolve()
      : new Promise((reach) => this.milestones.add({ count, reach }));
  }
}
