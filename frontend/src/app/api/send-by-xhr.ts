import { type HttpInterceptorFn, HttpXhrBackend } from '@angular/common/http';
import { inject } from '@angular/core';

/** Uses XMLHttpRequest for requests that need upload progress, which fetch does not report. */
export const sendByXhr: HttpInterceptorFn = (request, next) =>
  request.reportUploadProgress ? inject(HttpXhrBackend).handle(request) : next(request);
