import { Injectable } from '@nestjs/common';

/**
 * Lets one person's imports run one after the other, so that many at once cost no more than one. On several servers
 * those of one person still wait for each other, at the feed of changes.
 */
@Injectable()
export class ImportTurns {
  private readonly lastOf = new Map<string, Promise<unknown>>();

  async take<T>(ownerId: string, work: () => Promise<T>): Promise<T> {
    const result = (this.lastOf.get(ownerId) ?? Promise.resolve()).then(work);
    const end = result.catch(() => undefined);
    this.lastOf.set(ownerId, end);
    try {
      return await result;
    } finally {
      if (this.lastOf.get(ownerId) === end) {
        this.lastOf.delete(ownerId);
      }
    }
  }
}
