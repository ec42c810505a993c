import { type HttpInterceptorFn, HttpXhrBackend } from '@angular/common/http';
import { inject } from '@angular/core';

/** Sends with XMLHttpRequest what wants to hear how much of it is sent, which fetch does not tell. */
export const sendByXhr: HttpInterceptorFn = (request, next) =>
  request.reportUploadProgress ? inject(HttpXhrBackend).handle(request) : next(request);
