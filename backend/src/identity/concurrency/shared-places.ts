/**
 * A pool of places shared by several holders. A lone holder may take up to `each`; further places are granted only
 * while enough are free, so that the share of each holder shrinks as demand grows and newcomers still find some (the
 * dynamic thresholds of switches with shared buffers, doi:10.1109/90.664262).
 */
export class SharedPlaces {
  private taken = 0;
  /** How many places a holder may have per free place. */
  private readonly shareOfFree: number;

  /**
   * @param each maximum for a lone holder.
   * @param first minimum that everybody may have, however few are free.
   */
  constructor(
    private readonly places: number,
    each: number,
    private readonly first = 1,
  ) {
    this.shareOfFree = each < places ? each / (places - each) : Infinity;
  }

  /** Number of places taken. */
  get size(): number {
    return this.taken;
  }

  /** Whether a holder of `own` places may take another. */
  hasRoomFor(own: number): boolean {
    return own < this.first || own < this.shareOfFree * (this.places - this.taken);
  }

  take(count = 1): void {
    this.taken += count;
  }

  giveBack(count = 1): void {
    this.taken -= count;
  }
}
