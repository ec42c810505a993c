import { setImmediate as nextTurn } from 'node:timers/promises';
import { ImportTurnsService } from './import-turns.service';

/** Imports that are begun by `take` and end when they are told to. */
class Imports {
  readonly running: string[] = [];
  readonly signals = new Map<string, AbortController>();
  private readonly ends = new Map<string, () => void>();

  constructor(private readonly turns: ImportTurnsService) {}

  /** @param name begins with whose it is, such as `ada 1`. */
  take(name: string): Promise<string> {
    const abortion = new AbortController();
    this.signals.set(name, abortion);
    const [owner = ''] = name.split(' ');
    return this.turns.take(owner, abortion.signal, async () => {
      this.running.push(name);
      await new Promise<void>((resolve) => this.ends.set(name, resolve));
      this.running.splice(this.running.indexOf(name), 1);
      return name;
    });
  }

  end(name: string): void {
    this.ends.get(name)?.();
  }

  async abort(name: string): Promise<void> {
    this.signals.get(name)?.abort(new Error('left'));
    await nextTurn();
  }
}

describe('ImportTurnsService', () => {
  let imports: Imports;

  beforeEach(() => {
    imports = new Imports(new ImportTurnsService());
  });

  async function expectRunning(...names: string[]): Promise<void> {
    await nextTurn();
    expect(imports.running).toEqual(names);
  }

  it('lets those of one person run one after the other', async () => {
    const [one, two] = [imports.take('ada 1'), imports.take('ada 2')];
    await expectRunning('ada 1');
    imports.end('ada 1');
    expect(await one).toBe('ada 1');
    await expectRunning('ada 2');
    imports.end('ada 2');
    expect(await two).toBe('ada 2');
  });

  it('lets whoever had no turn go before those who come again and again', async () => {
    ['ada 1', 'bob 1', 'ada 2', 'bob 2', 'eve 1'].forEach((name) => void imports.take(name));
    await expectRunning('ada 1', 'bob 1');
    imports.end('ada 1');
    await expectRunning('bob 1', 'eve 1');
    imports.end('bob 1');
    await expectRunning('eve 1', 'ada 2');
    imports.end('eve 1');
    await expectRunning('ada 2', 'bob 2');
    ['ada 2', 'bob 2'].forEach((name) => imports.end(name));
  });

  it('lets two of all people run at once, and those who wait longest go first', async () => {
    ['ada 1', 'bob 1', 'eve 1', 'kim 1', 'ada 2'].forEach((name) => void imports.take(name));
    await expectRunning('ada 1', 'bob 1');
    imports.end('ada 1');
    await expectRunning('bob 1', 'eve 1');
    imports.end('bob 1');
    await expectRunning('eve 1', 'kim 1');
    imports.end('eve 1');
    await expectRunning('kim 1', 'ada 2');
  });

  it('goes on after one that fails', async () => {
    const turns = new ImportTurnsService();
    const { signal } = new AbortController();
    await expect(turns.take('ada', signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await turns.take('ada', signal, () => Promise.resolve('yes'))).toBe('yes');
  });

  it.each(['ada 2', 'eve 1'])(
    'lets %s leave the queue at once, and the next one have the place',
    async (name) => {
      ['ada 1', 'bob 1'].forEach((each) => void imports.take(each));
      const left = imports.take(name);
      const next = imports.take(`${name} next`);
      await imports.abort(name);
      await expect(left).rejects.toThrow('left');
      await expectRunning('ada 1', 'bob 1');
      imports.end('ada 1');
      await expectRunning('bob 1', `${name} next`);
      imports.end(`${name} next`);
      expect(await next).toBe(`${name} next`);
    },
  );

  it('loses no place when somebody leaves who has just been called', async () => {
    ['ada 1', 'bob 1'].forEach((each) => void imports.take(each));
    const left = imports.take('eve 1').catch(() => undefined);
    void imports.take('kim 1');
    await nextTurn();
    imports.signals.get('eve 1')?.abort(new Error('left'));
    imports.end('ada 1');
    await left;
    await expectRunning('bob 1', 'kim 1');
  });
});
