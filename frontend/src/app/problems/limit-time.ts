import type { HttpInterceptorFn } from '@angular/common/http';
import { throwError, timeout } from 'rxjs';
import { Problem } from './problem';

const PATIENCE = 30_000;

/**
 * Aborts requests to a server that does not respond. The timeout applies to each event, not only the first, which
 * merely says that the request was sent.
 */
export const limitTime: HttpInterceptorFn = (request, next) =>
  next(request).pipe(timeout({ each: PATIENCE, with: () => throwError(() => new Problem('TIMEOUT')) }));
