import type { HttpInterceptorFn } from '@angular/common/http';
import { throwError, timeout } from 'rxjs';
import { Problem } from './problem';

const PATIENCE = 30_000;

/**
 * A server that never answers must not leave anybody waiting for ever.
 * Each event gets its time, not the first alone: that one only says that the request was sent.
 */
export const limitTime: HttpInterceptorFn = (request, next) =>
  next(request).pipe(timeout({ each: PATIENCE, with: () => throwError(() => new Problem('TIMEOUT')) }));
