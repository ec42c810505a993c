import { Logger } from '@nestjs/common';
import { DataSource, type DataSourceOptions, type EntityManager, QueryFailedError } from 'typeorm';
import { isDatabaseUnavailable } from '../../platform/errors/database-errors';

/** Milliseconds before an unreachable replica is tried again. */
const RETRY_PAUSE = 2_000;
/** Checks that it responds, and has the tables. */
const PROBE = 'SELECT position FROM task_feeds LIMIT 0';
/** Cancelled because of a replay conflict or a timeout: the next read may well succeed. */
const MOMENTARY = /^(40|57014)/;

/** One read replica: skipped while it is unreachable, and rediscovered in the background. */
export class Replica {
  private readonly logger = new Logger(Replica.name);
  private readonly dataSource: DataSource;
  private probing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  /** Undefined until the first attempt. */
  private reachable: boolean | undefined;

  /** @param name for the log; not secret. */
  constructor(
    private readonly name: string,
    options: DataSourceOptions,
  ) {
    this.dataSource = new DataSource(options);
  }

  get isReachable(): boolean {
    return this.reachable === true;
  }

  open(): void {
    this.probing = this.probe();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.probing;
    if (this.dataSource.isInitialized) {
      await this.dataSource.destroy();
    }
  }

  /**
   * Does some work on one connection.
   * @returns undefined when the database failed, so that the caller must use another.
   */
  async attempt<T>(work: (manager: EntityManager) => Promise<T>): Promise<T | undefined> {
    const connection = this.dataSource.createQueryRunner();
    try {
      return await work(connection.manager);
    } catch (error) {
      if (!(error instanceof QueryFailedError || isDatabaseUnavailable(error))) {
        throw error;
      }
      if (!isMomentary(error)) {
        this.leave(error);
      }
      return undefined;
    } finally {
      await connection.release();
    }
  }

  private async probe(): Promise<void> {
    try {
      await (this.dataSource.isInitialized ? undefined : this.dataSource.initialize());
      await this.dataSource.query(PROBE);
      this.reachable = true;
      this.logger.log({ event: 'replica-used', replica: this.name });
    } catch (error) {
      this.leave(error);
    }
  }

  /** Logs one line per outage, however often reconnecting fails. */
  private leave(err: unknown): void {
    if (this.reachable !== false) {
      this.logger.warn({ event: 'replica-away', replica: this.name, err });
    }
    this.reachable = false;
    clearTimeout(this.timer);
    if (!this.closed) {
      this.timer = setTimeout(() => this.open(), RETRY_PAUSE).unref();
    }
  }
}

function isMomentary(error: unknown): boolean {
  const { code } = (error instanceof QueryFailedError ? error.driverError : {}) as { code?: string };
  return MOMENTARY.test(code ?? '');
}
