import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { type Observable, catchError, from, switchMap, throwError } from 'rxjs';
import { toProblem } from './problem';

/** Converts every failed response into a `Problem`, so that no other code handles HTTP errors. */
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

/** For requests with `responseType: 'blob'`, the problem document arrives as a blob, too. */
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
