import { APP_BASE_HREF } from '@angular/common';
import { provideHttpClient, withInterceptors, withNoXsrfProtection } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  provideEnvironmentInitializer,
} from '@angular/core';
import { provideRouter, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import { routes } from './app.routes';
import { mapProblems } from './problems/map-problems';
import { attachBearer } from './session/attach-bearer';
import { refreshAndRetry } from './session/refresh-and-retry';
import { RefreshSchedule } from './session/refresh-schedule';
import { Session } from './session/session';
import { SessionWatch } from './session/session-watch';
import { Theme } from './shell/theme';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    // The content security policy forbids the <base> element.
    { provide: APP_BASE_HREF, useValue: '/' },
    // From the page towards the wire: a repeated request takes its token anew, a failure is a Problem from the start.
    provideHttpClient(withNoXsrfProtection(), withInterceptors([refreshAndRetry, attachBearer, mapProblems])),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    ),
    provideEnvironmentInitializer(() => {
      inject(Theme);
      inject(RefreshSchedule);
      inject(SessionWatch);
    }),
    provideAppInitializer(() => inject(Session).restore()),
  ],
};
