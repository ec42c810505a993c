import { addAbortListener } from 'node:events';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { AuthenticatedUser } from '../../identity/current-user.decorator';
import { KeyedTurns } from '../../identity/concurrency/keyed-turns';
import { Config } from '../../platform/config/config';
import { startEventStream, writeGreeting } from '../../platform/http/event-stream';
import { goneSignalOf } from '../../platform/http/gone-signal';
import type { AccessWatch } from '../../identity/lasting-access/access-watch';
import { LastingAccessService } from '../../identity/lasting-access/lasting-access.service';
import { LimitedItems } from '../../identity/throttling/limited-items';
import { type ChangeCursor, writeChangeCursor } from './change-cursor';
import { type EventPage, TaskEventsService } from './task-events.service';
import { TaskStream } from './task-stream';

/** Maximum streams per person and server process: more than anyone has tabs and devices in use. */
export const STREAMS_MAXIMUM = 20;

/** The event streams that this server process holds open. */
@Injectable()
export class TaskStreamsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(TaskStreamsService.name);
  private readonly streams: LimitedItems<TaskStream>;
  /** Serialises the reads of one person's streams, so that they use one database connection. */
  private readonly readTurns = new KeyedTurns(1);
  private timer: NodeJS.Timeout | undefined;
  private healing: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly events: TaskEventsService,
    private readonly access: LastingAccessService,
    private readonly config: Config,
  ) {
    this.streams = new LimitedItems<TaskStream>({
      policy: 'streams',
      maximum: STREAMS_MAXIMUM,
      // A stream whose client has vanished is detected within two beats.
      retryAfter: (2 * config.eventHeartbeat) / 1_000,
      detail: `There are ${STREAMS_MAXIMUM} streams of events already. Close one first.`,
    });
  }

  /** Number of open streams. */
  get count(): number {
    return this.streams.count;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.beat(), this.config.eventHeartbeat).unref();
  }

  /** Open streams must not keep the server from stopping. */
  onModuleDestroy(): void {
    this.stopped = true;
    clearInterval(this.timer);
    this.streams.all().forEach((stream) => stream.leave());
  }

  /**
   * Responds with events until the client's access ends.
   * @throws Problem VALIDATION_FAILED for a bad `lastEventId`, RATE_LIMITED when too many streams are open.
   */
  async open(user: AuthenticatedUser, lastEventId: string | undefined, reply: FastifyReply): Promise<void> {
    const cursor = await this.events.beginning(user.id, lastEventId);
    this.streams.requireRoom(user.id);
    const stream = this.start(user, cursor, reply);
    if (this.stopped || reply.request.method === 'HEAD') {
      stream.end();
    }
    await this.attempt(() => stream.wake());
  }

  /** Makes the streams of these people check for changes. */
  async wake(personIds: string[]): Promise<void> {
    const streams = personIds.flatMap((id) => this.streams.of(id));
    await Promise.all(streams.map((stream) => this.attempt(() => stream.wake())));
  }

  /** Sequential, so that requests are served in between; a stream with much to read does not delay the others. */
  async wakeAll(): Promise<void> {
    for (const stream of this.streams.all()) {
      await this.attempt(() => stream.wake(1));
      if (stream.isBehind) {
        void this.attempt(() => stream.wake());
      }
    }
  }

  /** Sends heartbeats, which need no database; then checks for changes in case a wake-up was lost. */
  beat(): Promise<void> {
    this.streams.all().forEach((stream) => stream.beat());
    this.healing ??= this.wakeAll().finally(() => (this.healing = undefined));
    return this.healing;
  }

  private start(user: AuthenticatedUser, cursor: ChangeCursor, reply: FastifyReply): TaskStream {
    const sink = startEventStream(reply);
    const access = this.access.watch(user);
    const stream = new TaskStream(sink, cursor, (from) =>
      this.readTurns.withTurn(user.id, () => this.readFor(access, user.id, from)),
    );
    this.streams.add(user.id, stream);
    addAbortListener(access.signal, () => stream.end());
    addAbortListener(goneSignalOf(reply), () => {
      access[Symbol.dispose]();
      this.streams.remove(user.id, stream);
    });
    sink.on('drain', () => void this.attempt(() => stream.resume()));
    sink.write(writeGreeting(writeChangeCursor(cursor, user.id)));
    return stream;
  }

  /** Access is checked after reading: events from after the access ended are never sent. */
  private async readFor(
    access: AccessWatch,
    ownerId: string,
    from: ChangeCursor,
  ): Promise<EventPage | undefined> {
    const page = await this.events.read(ownerId, from);
    return (await access.lasts()) ? page : undefined;
  }

  /** While the database is unreachable no events are sent, but streams stay open. */
  private async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.logger.warn(error);
    }
  }
}
