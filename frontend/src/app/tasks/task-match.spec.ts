import { aTask } from '../../testing/factories';
import { isFound, passesFilters } from './task-match';
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
    { tags: ['HOME'] },
    { tags: ['work', 'shop'] },
    { due: 'overdue' },
    { due: 'today' },
    { due: 'range', dueFrom: '2026-11-29', dueTo: '2026-11-29' },
    { due: 'range', dueFrom: '', dueTo: '' },
  ])('of %j shows the task', (query) => {
    expect(passesFilters(task, { ...EVERYTHING_OPEN, ...query }, TODAY)).toBe(true);
  });

  it.each<Partial<TaskQuery>>([
    { status: 'completed' },
    { priorities: ['low'] },
    { tags: ['work'] },
    { due: 'week' },
    { due: 'range', dueFrom: '2026-11-30', dueTo: '' },
    { due: 'range', dueFrom: '', dueTo: '2026-11-28' },
  ])('of %j does not', (query) => {
    expect(passesFilters(task, { ...EVERYTHING_OPEN, ...query }, TODAY)).toBe(false);
  });

  it('of days has no task without one', () => {
    expect(passesFilters(aTask(), { ...EVERYTHING_OPEN, due: 'today' }, TODAY)).toBe(false);
  });
});

describe('A search', () => {
  it.each([
    ['', 'Buy Milk'],
    ['milk litres', 'Buy Milk'],
    ['SHOP', 'Buy Milk'],
    ['#shop milk', 'Buy Milk'],
    ['#12', 'Fix #12'],
    ['muller', 'Müller'],
    ['Müller', 'MULLER'],
    ["don't", 'Don’t forget'],
    ['don’t', "Don't forget"],
    ['"so"', 'He said “so”'],
    ['e-mail', 'Answer the e–mail'],
    ['straße', 'STRASSE'],
    ['STRASSE', 'Straße'],
    ['οδος', 'ΟΔΟΣ'],
    ['lodz', 'Łódź'],
    ['istanbul', 'İstanbul'],
    ['milk', 'ｍｉｌｋ'],
    ['milkshake', 'milk\u00ADshake'],
    ['牛奶', '買牛奶'],
    ['牛奶', '牛奶和面包'],
  ])('for %j finds “%s”', (search, title) => {
    expect(isFound({ ...task, title: `${title} Buy Milk` }, search)).toBe(true);
  });

  it.each(['milk bread', 'mulled', '牛肉', '#12'])('for %j does not find what has none of it', (search) => {
    expect(isFound({ ...task, title: 'Buy milk for Müller, 牛奶' }, search)).toBe(false);
  });
});
