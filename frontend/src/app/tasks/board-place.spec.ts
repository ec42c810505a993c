import { TestBed } from '@angular/core/testing';
import { provideTestServer, signIn } from '../../testing/portal';
import { BoardPlace } from './board-place';

const row = { taskId: 'milk', top: 40 };

describe('The place where somebody left the board', () => {
  let places: BoardPlace;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideTestServer()] });
    await signIn();
    places = TestBed.inject(BoardPlace);
  });

  it('is given back once, in its view alone', () => {
    places.keep('view', 120, row);
    expect(places.take('another')).toBeUndefined();
    places.keep('view', 120, row);
    expect(places.take('view')).toMatchObject({ count: 120, row });

    expect(places.take('view')).toBeUndefined();
  });

  it('brings back a bounded part of a long list', () => {
    places.keep('view', 5_000, row);

    expect(places.take('view')?.count).toBe(1_000);
  });
});
