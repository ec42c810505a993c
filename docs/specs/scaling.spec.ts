import { readJson, readText } from './workspace';

const text = readText('docs/scaling.md');

interface Section {
  readonly columns: string[];
  readonly rows: [name: string, ...figures: number[]][];
}
const measured = readJson<Record<string, Section>>('docs/performance.json');

/** As far as two runs of a measurement may differ. */
const TOLERANCE = 0.2;
/** Of the rows of the table of requests: the scenario that measured it, and how many an active person sends a minute. */
const REQUESTS: Record<string, readonly [scenario: string, perMinute: number]> = {
  'a page of fifty': ['page', 4],
  'one task': ['one-task', 4],
  'a change': ['create', 2],
  refresh: ['refresh', 1 / 11.25],
};
const SIDES = ['server', 'PostgreSQL'] as const;
type Side = (typeof SIDES)[number];

/** Microseconds that the document says, the server's first. */
function documented(request: string): number[] {
  const [, server, database] = new RegExp(`^\\| ${request} +\\| (\\d+) +\\| (\\d+) `, 'm').exec(text) ?? [];
  return [Number(server), Number(database)];
}

function measuredOf(scenario: string, side: Side): number {
  const { columns, rows } = measured[scenario] ?? { columns: [], rows: [] };
  const product = rows.find(([name]) => name === 'product');
  return Number(product?.[columns.indexOf(`µs ${side}`)]);
}

/** Microseconds of a minute of an active person, by the figures of the document. */
function costOfMinute(side: Side): number {
  return Object.entries(REQUESTS).reduce(
    (sum, [request, [, perMinute]]) => sum + perMinute * (documented(request)[SIDES.indexOf(side)] ?? NaN),
    0,
  );
}

const expectAlike = (figure: number, other: number, tolerance: number): void =>
  expect(Math.abs(figure / other - 1)).toBeLessThanOrEqual(tolerance);

describe('docs/scaling.md', () => {
  it.each(Object.entries(REQUESTS))('says of %s what was measured', (request, [scenario]) => {
    const figures = documented(request);
    SIDES.forEach((side, index) => expectAlike(figures[index] ?? NaN, measuredOf(scenario, side), TOLERANCE));
  });

  it('adds up what a person costs', () => {
    const [, server, database] =
      /costs ([\d.]+) ms of the server's processor and ([\d.]+) ms of PostgreSQL's/.exec(text) ?? [];
    expectAlike(Number(server) * 1_000, costOfMinute('server'), 0.05);
    expectAlike(Number(database) * 1_000, costOfMinute('PostgreSQL'), 0.05);
  });

  it.each([
    ['the server', 'server'],
    ['PostgreSQL', 'PostgreSQL'],
  ] as const)('divides a processor of %s among as many as it says', (name, side) => {
    const [, people = '', requests = ''] =
      new RegExp(`^\\| ${name} +\\| ([\\d,]+) +\\| ([\\d,]+) +\\|$`, 'm').exec(text) ?? [];
    const [fewPeople, few] = [people, requests].map((figure) => Number(figure.replaceAll(',', '')));
    const active = 36_000_000 / costOfMinute(side);
    expectAlike(fewPeople ?? NaN, active, 0.05);
    expectAlike(few ?? NaN, (active * (10 + 1 / 11.25)) / 60, 0.05);
  });
});
