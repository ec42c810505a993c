import { aTask } from '../../testing/factories';
import { placeOf } from './task-order';
import { PRIORITIES } from './task-query';

describe('The place of a task', () => {
  it('is on top among the newest, and at the end among the oldest', () => {
    const others = [aTask(), aTask()];
    const newest = aTask();

    expect(placeOf(newest, others.toReversed(), '-createdAt')).toBe(0);
    expect(placeOf(newest, others, 'createdAt')).toBe(2);
  });

  it.each([
    ['2026-11-29', 0],
    ['2026-12-01', 1],
    ['2026-12-31', 2],
    [null, 3],
  ])('that is due on %s is before what is due later, and before what is never due', (dueDate, place) => {
    const others = ['2026-11-30', '2026-12-24', null].map((due) => aTask({ dueDate: due }));

    expect(placeOf(aTask({ dueDate }), others, 'dueDate')).toBe(place);
  });

  it('of a higher priority is before those of lower ones', () => {
    const others = PRIORITIES.map((priority) => aTask({ priority }));

    expect(placeOf(aTask({ priority: 'medium' }), others, '-priority')).toBe(1);
  });

  it('goes by the number in a title, not by its first digit', () => {
    const others = ['Part 1', 'Part 10'].map((title) => aTask({ title }));

    expect(placeOf(aTask({ title: 'part 9' }), others, 'title')).toBe(1);
  });

  it('is before the first one that was changed earlier', () => {
    const others = ['2026-11-30', '2026-11-20'].map((day) => aTask({ updatedAt: `${day}T08:00:00.000Z` }));

    expect(placeOf(aTask({ updatedAt: '2026-11-25T08:00:00.000Z' }), others, '-updatedAt')).toBe(1);
  });
});
