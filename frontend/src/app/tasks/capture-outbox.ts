import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import { Subject } from 'rxjs';
import { newIdempotencyKey } from '../api/idempotency-key';
import type { Task } from '../api/types';
import { Drafts } from '../drafts/drafts';
import { type Problem, toProblem } from '../problems/problem';
import { Session } from '../session/session';
import { texts } from '../texts/texts';
import { Toasts } from '../ui/toasts';
import { RetrySchedule } from './retry-schedule';
import { TaskApi } from './task-api';

/** A captured task not yet saved on the server, as far as this browser knows. */
export interface CapturedTask {
  /** The idempotency key for all attempts to save it. */
  readonly key: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly capturedAt: number;
  /** Why the server rejected it. It then waits for a decision, without holding up others. */
  readonly refusal?: Problem;
}

const PREFIX = 'captured:';
/** Maximum number of waiting tasks. */
const CAPACITY = 1_000;

/** Whether a draft contains a captured task. */
export function isCapturedName(name: string): boolean {
  return name.startsWith(PREFIX);
}

/**
 * An outbox of captured tasks. They are stored locally before being sent, sent sequentially and retried until saved,
 * even after a reload and from every page; idempotency keys prevent duplicates.
 */
@Service()
export class CaptureOutbox {
  private readonly api = inject(TaskApi);
  private readonly drafts = inject(Drafts);
  private readonly session = inject(Session);
  private readonly schedule = inject(RetrySchedule);
  private readonly toasts = inject(Toasts);
  private readonly tasks = signal<readonly CapturedTask[]>([]);
  private readonly obstacle = signal<Problem | undefined>(undefined);
  private readonly arrivals = new Subject<Task>();
  private readonly userId = computed(() => this.session.user()?.id);
  /** By key: whether an attempt was skipped while the task was held. */
  private readonly held = new Map<string, boolean>();
  private isSending = false;

  /** Newest first. */
  readonly all = this.tasks.asReadonly();
  readonly waiting = computed(() => this.tasks().filter(({ refusal }) => !refusal));
  readonly room = computed(() => Math.max(0, CAPACITY - this.tasks().length));
  /** Why the last attempt failed. It is retried automatically. */
  readonly problem = this.obstacle.asReadonly();
  /** Emits tasks once they are saved. */
  readonly saved = this.arrivals.asObservable();

  constructor() {
    effect(() => {
      this.userId();
      untracked(() => this.startAfresh());
    });
    this.schedule.wake(() => void this.resume());
    // Added only when there is something to warn of: this listener keeps a page out of the back/forward cache.
    effect((onCleanup) => {
      if (this.tasks().length) {
        addEventListener('beforeunload', warn);
        onCleanup(() => removeEventListener('beforeunload', warn));
      }
    });
  }

  /** The last one counts as newest. Stored before the call returns. */
  capture(...titles: readonly string[]): void {
    for (const title of titles) {
      const task = { key: newIdempotencyKey(), title, capturedAt: Date.now() };
      this.drafts.keep(PREFIX + task.key, task);
      this.tasks.update((all) => [task, ...all]);
    }
    this.drafts.write();
    void this.send();
  }

  retry(task: CapturedTask): void {
    this.put({ ...task, refusal: undefined });
    void this.send();
  }

  /** Suspends saving this task until it is released, for example while confirming its deletion. */
  hold({ key }: CapturedTask): void {
    this.held.set(key, false);
  }

  release({ key }: CapturedTask): void {
    const isDue = this.held.get(key);
    this.held.delete(key);
    if (isDue) {
      void this.send();
    }
  }

  /** Tells the person if the task was both saved and discarded, whichever came first. */
  discard(task: CapturedTask): void {
    if (!this.has(task)) {
      this.toasts.show(texts.toasts.savedMeanwhile(task.title));
    }
    this.forget(task);
  }

  /** Number of unsaved tasks, including those of other tabs. */
  async countInAllTabs(): Promise<number> {
    const names = await this.drafts.namesInAllTabs();
    return Math.max(this.tasks().length, names.filter(isCapturedName).length);
  }

  /** Sends waiting tasks now, including those left by closed tabs. */
  async resume(): Promise<void> {
    await this.load();
    await this.send();
  }

  private startAfresh(): void {
    this.tasks.set([]);
    this.obstacle.set(undefined);
    this.schedule.reset();
    void this.resume();
  }

  private async load(): Promise<void> {
    const userId = this.userId();
    const known = new Set(this.tasks().map(({ key }) => PREFIX + key));
    const names = (await this.drafts.names()).filter((name) => isCapturedName(name) && !known.has(name));
    const found = await Promise.all(names.map((name) => this.drafts.read(name)));
    if (this.userId() === userId) {
      found.forEach((task) => task && this.add(task as CapturedTask));
    }
  }

  private add(task: CapturedTask): void {
    if (!this.has(task)) {
      this.tasks.update((all) => [...all, task].sort((one, other) => other.capturedAt - one.capturedAt));
    }
  }

  private async send(): Promise<void> {
    if (this.isSending) {
      return;
    }
    this.isSending = true;
    try {
      let task = this.next();
      while (task && (await this.attempt(task))) {
        task = this.next();
      }
    } finally {
      this.isSending = false;
    }
  }

  private next(): CapturedTask | undefined {
    if (this.userId() === undefined) {
      return undefined;
    }
    this.held.forEach((_, key) => this.held.set(key, true));
    return this.waiting().findLast(({ key }) => !this.held.has(key));
  }

  /** Resolves to whether to continue with the next one. */
  private async attempt(task: CapturedTask): Promise<boolean> {
    const userId = this.userId();
    try {
      const saved = await this.api.create({ title: task.title }, task.key);
      // The result must not be shown to another person.
      if (this.userId() !== userId) {
        return true;
      }
      this.schedule.reset();
      this.obstacle.set(undefined);
      this.discard(task);
      this.arrivals.next(saved);
    } catch (error) {
      if (this.userId() !== userId) {
        return true;
      }
      return this.fail(task, toProblem(error));
    }
    return true;
  }

  private fail(task: CapturedTask, problem: Problem): boolean {
    if (!this.has(task)) {
      return true;
    }
    if (isPassing(problem)) {
      this.obstacle.set(problem);
      this.schedule.later(problem.retryAfter);
      return false;
    }
    this.put({ ...task, refusal: problem });
    return true;
  }

  private forget({ key }: CapturedTask): void {
    this.drafts.discard(PREFIX + key);
    this.tasks.update((all) => all.filter((task) => task.key !== key));
    if (!this.waiting().length) {
      this.obstacle.set(undefined);
    }
  }

  private has({ key }: CapturedTask): boolean {
    return this.tasks().some((task) => task.key === key);
  }

  private put(task: CapturedTask): void {
    this.tasks.update((all) => all.map((one) => (one.key === task.key ? task : one)));
  }
}

/** A response without a problem document comes from a proxy, and says nothing about the task. */
function isPassing({ code, isTemporary }: Problem): boolean {
  return isTemporary || code === 'UNEXPECTED' || code === 'IDEMPOTENCY_IN_FLIGHT';
}

/** Makes most browsers ask before leaving the page. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
