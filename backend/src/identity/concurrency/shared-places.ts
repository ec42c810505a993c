/**
 * Places that several people share. Whoever is alone may take so many of them; each further one is taken only while
 * enough are free, so that the more people want some, the fewer each of them has, and some are left for whoever comes
 * next (the dynamic thresholds of switches with shared buffers, doi:10.1109/90.664262).
 */
export class SharedPlaces {
  private taken = 0;
  /** How many somebody may have for each that is free. */
  private readonly shareOfFree: number;

  /** @param each that one may have who is alone: fewer than there are. */
  constructor(
    private readonly places: number,
    each: number,
  ) {
    this.shareOfFree = each / (places - each);
  }

  /** Whether somebody who has so many may have one more; the first one always, since it may have to wait elsewhere. */
  hasRoomFor(own: number): boolean {
    return own === 0 || own < this.shareOfFree * (this.places - this.taken);
  }

  take(): void {
    this.taken += 1;
  }

  giveBack(): void {
    this.taken -= 1;
  }
}
