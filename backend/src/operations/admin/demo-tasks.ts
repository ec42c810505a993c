import type { CreateTaskDto } from '../../tasks/core/dto/create-task.dto';

const DAY_MILLISECONDS = 86_400_000;

/** A realistic board with overdue and completed tasks; due dates are relative to today. */
export function demoTasks(today: Date): CreateTaskDto[] {
  const inDays = (days: number): string =>
    new Date(today.getTime() + days * DAY_MILLISECONDS).toISOString().slice(0, 10);
  return [
    {
      title: 'Book the train to Lisbon',
      description: 'Window seat if there is one.',
      priority: 'high',
      dueDate: inDays(0),
      tags: ['travel'],
    },
    { title: 'Send the invoice for October', priority: 'high', dueDate: inDays(-2), tags: ['work'] },
    { title: 'Water the plants', dueDate: inDays(0), tags: ['home'] },
    {
      title: 'Prepare slides for the team meeting',
      description: '- goals\n- figures of the quarter\n- next steps',
      priority: 'medium',
      dueDate: inDays(3),
      tags: ['work', 'meeting'],
    },
    { title: 'Call grandmother', priority: 'medium', dueDate: inDays(1), tags: ['family'] },
    { title: 'Buy a birthday present for Noor', dueDate: inDays(9), tags: ['family', 'errands'] },
    {
      title: 'Renew the passport',
      description: 'Takes about six weeks.',
      priority: 'low',
      dueDate: inDays(30),
      tags: ['travel'],
    },
    { title: 'Read the chapter on logical replication', priority: 'low', tags: ['learning'] },
    { title: 'Try the new bakery 🥐', tags: ['someday'] },
    { title: 'Repair the bicycle light', tags: ['home', 'errands'] },
    { title: 'Pay the rent', completed: true, priority: 'high', dueDate: inDays(-6), tags: ['home'] },
    { title: 'Answer the survey', completed: true, dueDate: inDays(-1), tags: ['work'] },
  ];
}
