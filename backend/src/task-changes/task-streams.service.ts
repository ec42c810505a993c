import { finished } from 'node:stream';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { bearerTokenOf } from '../auth/bearer-token';
import type { AuthenticatedUser } from '../auth/current-user.decorator';
import { Config } from '../config/config';
import { startEventStream, writeGreeting } from '../http/event-stream';
import { type ChangeCursor, writeChangeCursor } from './change-cursor';
import { ReaderAccess } from './reader-access.service';
import { StreamRegistry } from './stream-registry';
import { TaskEvents } from './task-events.service';
import { TaskStream } from './task-stream';

/** The longest that a timer can wait, in milliseconds; a personal access token can live longer. */
const TIMER_MAXIMUM = 2 ** 31 - 1;

/** The streams of events that this server process holds open. */
@Injectable()
export class TaskStreams implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(TaskStreams.name);
  private readonly streams = new StreamRegistry();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly events: TaskEvents,
    private readonly access: ReaderAccess,
    private readonly config: Config,
  ) {}

  /** How many are open. */
  get count(): number {
    return this.streams.all().length;
  }

  onApplicationBootstrap(): void {
    this.scheduleBeat();
  }

  /** No reader keeps the server from stopping. */
  onModuleDestroy(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.streams.all().forEach((stream) => stream.leave());
  }

  /**
   * Answers with events, until the access of the reader ends.
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

  /** Lets the streams of some people look what has changed: their tasks, or whether they may read them. */
  async wake(personIds: string[]): Promise<void> {
    const streams = personIds.flatMap((id) => this.streams.of(id));
    await Promise.all(streams.map((stream) => this.attempt(() => stream.wake())));
  }

  /** One after the other, so that requests find room in between. */
  async wakeAll(): Promise<void> {
    for (const stream of this.streams.all()) {
      await this.attempt(() => stream.wake());
    }
  }

  /** Shows every reader that the line is alive, and heals a wake-up that was lost. */
  async beat(): Promise<void> {
    for (const stream of this.streams.all()) {
      await this.attempt(() => stream.beat());
    }
  }

  private start(user: AuthenticatedUser, cursor: ChangeCursor, reply: FastifyReply): TaskStream {
    const token = bearerTokenOf(reply.request) ?? '';
    const sink = startEventStream(reply);
    const stream = new TaskStream(sink, cursor, {
      isAllowed: () => this.access.lasts(user, token),
      read: (from) => this.events.read(user.id, from),
    });
    const lifetime = Math.min(user.expiresAt.getTime() - Date.now(), TIMER_MAXIMUM);
    const expiry = setTimeout(() => stream.end(), lifetime);
    this.streams.add(user.id, stream);
    finished(sink, () => {
      clearTimeout(expiry);
      this.streams.remove(user.id, stream);
    });
    sink.on('drain', () => void this.attempt(() => stream.resume()));
    sink.write(writeGreeting(writeChangeCursor(cursor, user.id)));
    return stream;
  }

  private scheduleBeat(): void {
    this.timer = setTimeout(() => {
      void this.beat().finally(() => this.stopped || this.scheduleBeat());
    }, this.config.eventHeartbeat).unref();
  }

  /** While the database cannot be reached nobody is sent anything, and nobody is sent away. */
  private async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.logger.warn(error);
    }
  }
}
