import { DestroyRef, Service, inject, signal } from '@angular/core';

/** Dates in API format, `YYYY-MM-DD`, in the local time zone. */
export function toDay(date: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** Noon, so that a daylight-saving change cannot shift it to another day. */
export function fromDay(day: string): Date {
  return new Date(`${day}T12:00:00`);
}

export function addDays(day: string, count: number): string {
  const date = fromDay(day);
  date.setDate(date.getDate() + count);
  return toDay(date);
}

const CHECK_INTERVAL = 60_000;

/** The current date, kept up to date in tabs left open overnight. */
@Service()
export class Calendar {
  private readonly day = signal(toDay(new Date()));

  readonly today = this.day.asReadonly();

  constructor() {
    const update = () => this.day.set(toDay(new Date()));
    const timer = setInterval(update, CHECK_INTERVAL);
    document.addEventListener('visibilitychange', update);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', update);
    });
  }
}
