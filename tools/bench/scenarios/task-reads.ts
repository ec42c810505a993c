import { closedLoad, type Load, openLoad } from '../load/http-load.ts';
import { processorTime } from '../processes/process-usage.ts';
import type { QuietMachine } from '../processes/quiet-machine.ts';
import type { ServerProcess } from '../processes/server-process.ts';

/** Share of the server's maximum without sign-ins: a normal busy load. */
const USUAL_SHARE = 0.5;

export interface Reads {
  /** At maximum load, with the CPU time per read in microseconds. */
  readonly most: Load & { readonly cost: number };
  /** At normal load. */
  readonly usual: Load;
}

/** Reads of one task. */
export class TaskReads {
  readonly server: ServerProcess;
  readonly seconds: number;
  readonly #path: string;
  readonly #token: string;
  #usualRate = 0;

  constructor(server: ServerProcess, path: string, token: string, seconds: number) {
    this.server = server;
    this.#path = path;
    this.#token = token;
    this.seconds = seconds;
  }

  /** Warms up the server and determines its maximum load. */
  async calibrate(machine: QuietMachine): Promise<void> {
    await this.most();
    this.#usualRate = USUAL_SHARE * (await machine.measure(() => this.most())).rate;
  }

  async most(): Promise<Reads['most']> {
    const before = processorTime(this.server.pid);
    const load = await closedLoad(this.server.url + this.#path, {
      headers: { authorization: `Bearer ${this.#token}` },
      seconds: this.seconds,
    });
    return { ...load, cost: (processorTime(this.server.pid) - before) / load.requests };
  }

  usual(): Promise<Load> {
    const request = { path: this.#path, token: this.#token };
    return openLoad(this.server.url, request, { rate: this.#usualRate, seconds: this.seconds });
  }
}
