import { aTask } from '../../testing/factories';
import { matches } from './task-match';
import { EVERYTHING_OPEN, type TaskQuery } from './task-query';

const TODAY = '2026-11-30';
const task = aTask({
  title: 'Buy Milk',
  description: 'two litres',
  priority: 'high',
  tags: ['home', 'shop'],
  dueDate: '2026-11-29',
});

describe('A view', () => {
  it.each<Partial<TaskQuery>>([
    {},
    { status: 'all' },
    { priorities: ['low', 'high'] },
    { tags: ['home'] },
    { tags: ['work', 'shop'] },
    { due: 'overdue' },
    { due: 'today' },
    { due: 'range', dueFrom: '2026-11-29', dueTo: '2026-11-29' },
    { due: 'range', dueFrom: '', dueTo: '' },
    { search: 'milk litres' },
    { search: 'SHOP' },
  ])('of %j shows the task', (query) => {
    expect(matches(task, { ...EVERYTHING_OPEN, ...query }, TODAY)).toBe(true);
  });

  it.each<Partial<TaskQuery>>([
    { status: 'completed' },
    { priorities: ['low'] },
    { tags: ['work'] },
    { due: 'week' },
    { due: 'range', dueFrom: '2026-11-30', dueTo: '' },
    { due: 'range', dueFrom: '', dueTo: '2026-11-28' },
    { search: 'milk bread' },
  ])('of %j does not', (query) => {
    expect(matches(task, { ...EVERYTHING_OPEN, ...query }, TODAY)).toBe(false);
  });

  it('of days has no task without one', () => {
    expect(matches(aTask(), { ...EVERYTHING_OPEN, due: 'today' }, TODAY)).toBe(false);
  });
});
