import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { type Observable, catchError, from, switchMap, throwError } from 'rxjs';
import { toProblem } from './problem';

/** Turns every failed answer into a `Problem`, so that nothing above the wire knows HTTP errors. */
export const mapProblems: HttpInterceptorFn = (request, next) =>
  next(request).pipe(
    catchError((error: unknown) =>
      error instanceof HttpErrorResponse && error.error instanceof Blob
        ? from(withReadBody(error, error.error)).pipe(switchMap(fail))
        : fail(error),
    ),
  );

function fail(error: unknown): Observable<never> {
  return throwError(() => toProblem(error));
}

/** Whoever asks for a file gets the problem document as a file, too. */
async function withReadBody({ headers, status }: HttpErrorResponse, body: Blob): Promise<HttpErrorResponse> {
  return new HttpErrorResponse({ error: parse(await body.text()), headers, status });
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
