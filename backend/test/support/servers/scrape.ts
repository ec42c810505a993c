/** One line of `/metrics`: a series and what it is at. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>.*)\})? (?<value>\S+)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** What the metrics of a server say. */
export class Scrape {
  readonly samples: readonly Sample[];

  constructor(readonly text: string) {
    this.samples = text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map(readSample);
  }

  /** @param port of `METRICS_PORT`. */
  static async of(port: number): Promise<Scrape> {
    const answer = await fetch(metricsUrl(port));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    return new Scrape(await answer.text());
  }

  /** The sum of all series of a name that have these labels. */
  sum(name: string, labels: Record<string, string> = {}): number {
    return this.find(name, labels).reduce((sum, { value }) => sum + value, 0);
  }

  /** Every value that a label has. */
  valuesOf(label: string): string[] {
    return [...new Set(this.samples.flatMap(({ labels }) => labels[label] ?? []))];
  }

  /** Every metric with its type. */
  get types(): Map<string, string> {
    const lines = this.text.matchAll(/^# TYPE (\w+) (\w+)$/gm);
    return new Map([...lines].map(([, name = '', type = '']) => [name, type]));
  }

  get names(): string[] {
    return [...new Set(this.samples.map(({ name }) => name))];
  }

  private find(name: string, wanted: Record<string, string>): Sample[] {
    return this.samples.filter(
      (sample) =>
        sample.name === name &&
        Object.entries(wanted).every(([label, value]) => sample.labels[label] === value),
    );
  }
}

export const metricsUrl = (port: number): string => `http://127.0.0.1:${port}/metrics`;

function readSample(line: string): Sample {
  const { name = '', labels = '', value } = LINE.exec(line)?.groups ?? {};
  if (value === undefined) {
    throw new Error(`Not in the text format of Prometheus: ${line}`);
  }
  const pairs = [...labels.matchAll(LABEL)].map(([, label = '', text = '']) => [label, text] as const);
  return { name, labels: Object.fromEntries(pairs), value: Number(value) };
}
