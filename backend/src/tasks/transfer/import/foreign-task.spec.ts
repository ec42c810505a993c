import { type ForeignTask, fitTask } from './foreign-task';
import { Adaptations } from './adaptation';

const THE_TASK = { title: 'Water the plants', tags: [], paragraphs: [], fields: {}, remarks: [] };

const fit = (task: Partial<ForeignTask>) => {
  const adaptations = new Adaptations();
  const whole = { ...THE_TASK, ...task };
  const tasks = [...fitTask(7, whole, adaptations.add)].map((each) => 'value' in each && each.value);
  return { tasks, told: adaptations.listed.map(({ row, code }) => `${row} ${code}`) };
};

describe('fitTask', () => {
  it('leaves what fits', () => {
    const paragraphs = ['Twice', false, '', undefined, 'Slowly'] as const;
    expect(
      fit({ tags: [' home ', 'home', '', '\u200b\u3164'], paragraphs, fields: { priority: 'high' } }),
    ).toEqual({
      tasks: [
        { title: 'Water the plants', tags: ['home'], description: 'Twice\n\nSlowly', priority: 'high' },
      ],
      told: [],
    });
  });

  it('keeps a title that is too long in the description', () => {
    const title = '🥐'.repeat(201);
    expect(fit({ title, paragraphs: ['Twice'] })).toEqual({
      tasks: [{ title: `${'🥐'.repeat(199)}…`, tags: [], description: `${title}\n\nTwice` }],
      told: ['7 TITLE_SHORTENED'],
    });
  });

  it('keeps tags that are too many or too long in the description', () => {
    const tags = Array.from({ length: 22 }, (_, index) => `l${index}`);
    const long = 'x'.repeat(41);
    expect(fit({ tags: [long, ...tags] })).toEqual({
      tasks: [
        { title: 'Water the plants', tags: tags.slice(0, 20), description: `Labels: ${long}, l20, l21` },
      ],
      told: ['7 TAGS_IN_DESCRIPTION'],
    });
  });

  it('looks at a hundred labels, and keeps all others as they are', () => {
    const folded = jest.spyOn(String.prototype, 'toUpperCase');
    const tags = Array.from({ length: 60_000 }, (_, index) => `l${index}`);
    const { tasks, told } = fit({ tags });
    expect(folded.mock.calls.length).toBeLessThanOrEqual(100);
    folded.mockRestore();
    const description = tasks.map((task) => (task as { description: string }).description).join('');
    expect(description).toBe(`Labels: ${tags.slice(20).join(', ')}`);
    expect(tasks[0]).toMatchObject({ tags: tags.slice(0, 20) });
    expect(told).toEqual(['7 TAGS_IN_DESCRIPTION', '7 DESCRIPTION_CONTINUED']);
  });

  it('goes on with a description that is too long in further tasks, due and important once', () => {
    const fields = {
      priority: 'high',
      dueDate: '2026-11-21',
      completed: true,
      completedAt: '2026-11-20T00:00:00Z',
    };
    const { tasks, told } = fit({ title: 'y'.repeat(200), paragraphs: ['x'.repeat(20_001)], fields });
    const done = { completed: true, completedAt: '2026-11-20T00:00:00Z', createdAt: undefined };
    expect(tasks).toEqual([
      { ...fields, title: 'y'.repeat(200), tags: [], description: 'x'.repeat(10_000) },
      { ...done, title: `${'y'.repeat(193)}… (2/3)`, tags: [], description: 'x'.repeat(10_000) },
      { ...done, title: `${'y'.repeat(193)}… (3/3)`, tags: [], description: 'x' },
    ]);
    expect(told).toEqual(['7 DESCRIPTION_CONTINUED']);
  });

  it.each([
    [10_001, 'in 1 more task.'],
    [20_001, 'in 2 more tasks.'],
  ])('counts the further tasks of a description of %d characters', (length, words) => {
    const adaptations = new Adaptations();
    Array.from(fitTask(7, { ...THE_TASK, paragraphs: ['x'.repeat(length)] }, adaptations.add));
    expect(adaptations.listed.map(({ message }) => message)).toEqual([
      `The description has more than 10000 characters and goes on ${words}`,
    ]);
  });
});
