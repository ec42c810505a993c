import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ME } from '../support/people/account';
import { findFreePort } from '../support/servers/free-port';
import { groupingsOf, selectorsOf } from '../support/servers/promql';
import { Scrape } from '../support/servers/scrape';
import { ownServer, type TestServer } from '../support/servers/test-server';
import { until } from '../support/time/until';

interface Rules {
  groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[];
}

interface Dashboard {
  templating: { list: { type: string; query: string }[] };
  panels: { title: string; type: string; targets?: { expr: string }[] }[];
}

/** Prometheus itself gives these to every series. */
const OF_PROMETHEUS = ['job', 'instance', 'le'];

/** A function of Grafana's, around the name of a metric. */
const LABEL_VALUES = /^label_values\((.+), \w+\)$/;

const read = (path: string): string => readFileSync(join(__dirname, '../../..', path), 'utf8');

const document = read('docs/observability.md');
const rules = (parse(read('deploy/observability/alerts.yaml')) as Rules).groups.flatMap(
  (group) => group.rules,
);
const dashboard = JSON.parse(read('deploy/observability/grafana-dashboard.json')) as Dashboard;

const expressions: [string, string][] = [
  ...rules.map(({ alert, expr }): [string, string] => [alert, expr]),
  ...dashboard.panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }): [string, string] => [title, expr]),
  ),
  ...dashboard.templating.list
    .filter(({ type }) => type === 'query')
    .map(({ query }): [string, string] => ['the choice of servers', query.replace(LABEL_VALUES, '$1')]),
];

describe('What is observed', () => {
  let app: TestServer;
  let scrape: Scrape;

  beforeAll(async () => {
    const port = await findFreePort();
    app = await ownServer({ METRICS_PORT: String(port) });
    await app.visitor().send('GET', ME);
    await until(async () => {
      scrape = await Scrape.of(port);
      return scrape.sum('http_request_duration_seconds_count') > 0;
    });
  });

  afterAll(() => app.stop());

  const labelsOf = (name: string) =>
    scrape.samples.filter((sample) => sample.name === name).map(({ labels }) => labels);

  it.each(expressions)('by %s exists: %s', (_title, expression) => {
    const selectors = selectorsOf(expression).filter(({ name }) => name !== 'up');
    for (const { name, matchers } of selectors) {
      expect(scrape.names).toContain(name);
      const known = new Set(labelsOf(name).flatMap((labels) => Object.keys(labels)));
      for (const { label } of matchers) {
        expect([...OF_PROMETHEUS, ...known]).toContain(label);
      }
      for (const label of groupingsOf(expression)) {
        expect([...OF_PROMETHEUS, ...known]).toContain(label);
      }
    }
  });

  it('by exact values has these', () => {
    const selectors = rules.flatMap(({ expr }) => selectorsOf(expr));
    // Which statuses there are depends on what has happened.
    const isExact = ({ label, operator }: { label: string; operator: string }) =>
      operator === '=' && label !== 'status';
    const exact = selectors.flatMap(({ name, matchers }) =>
      matchers.filter(isExact).map(({ label, value }) => ({ name, label, value })),
    );
    expect(exact.length).toBeGreaterThan(0);
    for (const { name, label, value } of exact) {
      expect(labelsOf(name).map((labels) => labels[label])).toContain(value);
    }
  });

  it('would be missed if it did not exist', () => {
    const misspelt = 'sum by (rout) (rate(taskward_login_total{result="none"}[5m])) > 0 and raet(x)';
    expect(selectorsOf(misspelt)).toEqual([
      { name: 'taskward_login_total', matchers: [{ label: 'result', operator: '=', value: 'none' }] },
      { name: 'raet', matchers: [] },
      { name: 'x', matchers: [] },
    ]);
    expect(groupingsOf(misspelt)).toEqual(['rout']);
  });

  it('is documented, metric by metric, with types and labels', () => {
    const rows = document.matchAll(/^\| `((?:http|taskward)_\w+)` +\| (\w+) +\| (.*?) *\|/gm);
    const documented = [...rows].map(([, name = '', type = '', labels = '']) => ({
      name,
      type,
      labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label),
    }));
    const real = [...scrape.types]
      .filter(([name]) => !/^(process|nodejs)_/.test(name))
      .map(([name, type]) => ({
        name,
        type,
        labels: Object.keys(labelsOf(type === 'histogram' ? `${name}_sum` : name)[0] ?? {}),
      }));
    const byName = (one: { name: string }, two: { name: string }) => one.name.localeCompare(two.name);
    expect(documented.toSorted(byName)).toEqual(real.toSorted(byName));
  });

  it('is documented, value by value', () => {
    for (const label of ['result', 'outcome', 'policy']) {
      const values = scrape.valuesOf(label).filter((value) => label !== 'policy' || value === 'streams');
      for (const value of values) {
        expect(document).toContain(`\`${value}\``);
      }
    }
  });

  it('has something to do for each alert', () => {
    const documented = [...document.matchAll(/^\| `(Taskward\w+)` +\| \S/gm)].map(([, alert]) => alert);
    expect(documented).toEqual(rules.map(({ alert }) => alert));
    expect(rules.every(({ annotations }) => annotations.summary.length > 10)).toBe(true);
  });
});
