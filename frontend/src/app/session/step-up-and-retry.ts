import { HttpContextToken, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { toProblem } from '../problems/problem';
import { Session } from './session';
import { StepUp } from './step-up';

/** The password, where the form that sends the request has just asked for it. Nobody is asked twice. */
export const KNOWN_PASSWORD = new HttpContextToken<string | undefined>(() => undefined);

/**
 * Asks for the password where the server wants a recent check of it, and sends the request once more, as the same person
 * or not at all.
 */
export const stepUpAndRetry: HttpInterceptorFn = (request, next) => {
  const stepUp = inject(StepUp);
  const session = inject(Session);
  const userId = session.user()?.id;

  const ask = async () => {
    await session.resumedBy(userId);
    await stepUp.request(request.context.get(KNOWN_PASSWORD));
    await session.resumedBy(userId);
  };

  return next(request).pipe(
    catchError((error: unknown) =>
      toProblem(error).code === 'REAUTHENTICATION_REQUIRED'
        ? from(ask()).pipe(switchMap(() => next(request)))
        : throwError(() => error),
    ),
  );
};
