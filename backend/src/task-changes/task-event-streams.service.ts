import { Injectable, Logger, type OnModuleDestroy, StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { AuthenticatedUser } from '../auth/current-user.decorator';
import { Problem } from '../errors/problem';
import { behind } from './change-cursor';
import { readFeed } from './read-changes.query';
import { StreamAccesses } from './stream-access';
import { TaskChangeListener } from './task-change-listener.service';
import { TaskChangesService } from './task-changes.service';
import { TaskEventStream } from './task-event-stream';

/** Streams that one person can have open on one server (documented number, ASVS V2.4.1). */
export const STREAMS_MAXIMUM = 20;
const HEART_BEAT = 25_000;

/** The streams that are open on this server, by person. */
@Injectable()
export class TaskEventStreams implements OnModuleDestroy {
  private readonly logger = new Logger(TaskEventStreams.name);
  private readonly streams = new Map<string, Set<TaskEventStream>>();
  private readonly timer = setInterval(() => this.forAll((stream) => stream.beat()), HEART_BEAT).unref();

  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: TaskChangesService,
    private readonly accesses: StreamAccesses,
    private readonly listener: TaskChangeListener,
  ) {
    listener.onTaskChange = (userId) => this.forUser(userId, (stream) => stream.wake());
    listener.onEndedAccess = (userId) => this.forUser(userId, (stream) => stream.checkAccess());
    listener.onConnect = () => this.forAll((stream) => stream.beat());
  }

  /**
   * Begins behind the `Last-Event-ID` of the request, or now.
   * @throws Problem VALIDATION_FAILED, LIMIT_REACHED
   */
  async open(user: AuthenticatedUser, request: FastifyRequest): Promise<StreamableFile> {
    if ((this.streams.get(user.id)?.size ?? 0) >= STREAMS_MAXIMUM) {
      throw new Problem('LIMIT_REACHED', {
        detail: `There are ${STREAMS_MAXIMUM} streams open already. Close one first.`,
      });
    }
    const { 'last-event-id': lastEventId } = request.headers;
    const place =
      typeof lastEventId !== 'string'
        ? behind((await readFeed(this.dataSource, user.id)).position)
        : await this.changes.findPlace(user.id, lastEventId, '/Last-Event-ID');
    const stream = new TaskEventStream(this.dataSource, user.id, this.accesses.of(user, request), place);
    this.keep(user.id, stream);
    this.listener.start();
    void this.attempt(stream.beat());
    return new StreamableFile(stream.output, { type: 'text/event-stream' });
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.streams.forEach((streams) => streams.forEach((stream) => stream.end()));
  }

  private keep(userId: string, stream: TaskEventStream): void {
    const streams = this.streams.get(userId) ?? new Set();
    this.streams.set(userId, streams.add(stream));
    stream.output.once('close', () => {
      streams.delete(stream);
      if (streams.size === 0 && this.streams.get(userId) === streams) {
        this.streams.delete(userId);
      }
    });
  }

  private forUser(userId: string, act: (stream: TaskEventStream) => Promise<void>): void {
    this.streams.get(userId)?.forEach((stream) => void this.attempt(act(stream)));
  }

  private forAll(act: (stream: TaskEventStream) => Promise<void>): void {
    [...this.streams.keys()].forEach((userId) => this.forUser(userId, act));
  }

  /** A database that is away for a while ends no stream: the next heart-beat tries again. */
  private async attempt(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.logger.warn(error);
    }
  }
}
