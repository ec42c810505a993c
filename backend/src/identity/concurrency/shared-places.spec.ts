import { SharedPlaces } from './shared-places';

describe('Places that people share', () => {
  /** Has people take as many as they can, each in turn; all keep what they have. */
  function takeAll(places: SharedPlaces, people: number): number[] {
    return Array.from({ length: people }, () => {
      let own = 0;
      for (; places.hasRoomFor(own); own += 1) {
        places.take();
      }
      return own;
    });
  }

  it('are half for whoever is alone, and some are left for others, however much those before want', () => {
    expect(takeAll(new SharedPlaces(10, 5), 4)).toEqual([5, 3, 1, 1]);
  });

  it.each([1, 2, 5, 9])('are %d for whoever is alone where so many are allowed', (each) => {
    expect(takeAll(new SharedPlaces(10, each), 1)).toEqual([each]);
  });

  it('are not waited for by who has none: who comes last waits for the connection itself', () => {
    const places = new SharedPlaces(10, 5);
    takeAll(places, 10);
    expect([places.hasRoomFor(0), places.hasRoomFor(1)]).toEqual([true, false]);
  });

  it('are as many as there are for whoever is alone where all are allowed', () => {
    expect(takeAll(new SharedPlaces(10, 10), 2)).toEqual([10, 1]);
  });

  it('can be taken several at a time, the first ones whatever others have', () => {
    const bytes = new SharedPlaces(1_000, 500, 20);
    bytes.take(990);
    expect([bytes.size, bytes.hasRoomFor(0), bytes.hasRoomFor(19), bytes.hasRoomFor(20)]).toEqual([
      990,
      true,
      true,
      false,
    ]);
    bytes.giveBack(500);
    expect(bytes.hasRoomFor(490)).toBe(true);
  });

  it('go from those who have many to those who have few as they are given back', () => {
    const places = new SharedPlaces(10, 5);
    takeAll(places, 3);
    places.giveBack();
    expect([places.hasRoomFor(4), places.hasRoomFor(3), places.hasRoomFor(1)]).toEqual([false, false, true]);
  });
});
