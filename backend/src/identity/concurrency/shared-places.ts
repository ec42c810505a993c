/**
 * Places that several people share. Whoever is alone may take so many of them; each further one is taken only while
 * enough are free, so that the more people want some, the fewer each of them has, and some are left for whoever comes
 * next (the dynamic thresholds of switches with shared buffers, doi:10.1109/90.664262).
 */
export class SharedPlaces {
  private taken = 0;
  /** How many somebody may have for each that is free. */
  private readonly shareOfFree: number;

  /**
   * @param each that one may have who is alone.
   * @param first ones that anybody may have, however few are free.
   */
  constructor(
    private readonly places: number,
    each: number,
    private readonly first = 1,
  ) {
    this.shareOfFree = each < places ? each / (places - each) : Infinity;
  }

  /** How many are taken. */
  get size(): number {
    return this.taken;
  }

  /** Whether somebody who has so many may have more. */
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
