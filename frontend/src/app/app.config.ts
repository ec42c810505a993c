import { APP_BASE_HREF } from '@angular/common';
import { provideHttpClient, withInterceptors, withNoXsrfProtection } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  provideEnvironmentInitializer,
} from '@angular/core';
import {
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { sendByXhr } from './api/send-by-xhr';
import { routes } from './app.routes';
import { Drafts } from './drafts/drafts';
import { limitTime } from './problems/limit-time';
import { mapProblems } from './problems/map-problems';
import { attachBearer } from './session/attach-bearer';
import { refreshAndRetry } from './session/refresh-and-retry';
import { RefreshSchedule } from './session/refresh-schedule';
import { Session } from './session/session';
import { SessionWatch } from './session/session-watch';
import { stepUpAndRetry } from './session/step-up-and-retry';
import { waitForSignIn } from './session/wait-for-sign-in';
import { answerNavigationError } from './shell/navigation-failure';
import { Theme } from './ui/theme';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    // The content security policy forbids the <base> element.
    { provide: APP_BASE_HREF, useValue: '/' },
    // Outermost first: a retried request gets a fresh token, and failures are mapped to a Problem first.
    provideHttpClient(
      withNoXsrfProtection(),
      withInterceptors([
        waitForSignIn,
        stepUpAndRetry,
        refreshAndRetry,
        attachBearer,
        mapProblems,
        limitTime,
        sendByXhr,
      ]),
    ),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      withNavigationErrorHandler(answerNavigationError),
    ),
    provideEnvironmentInitializer(() => {
      inject(Drafts);
      inject(Theme);
      inject(RefreshSchedule);
      inject(SessionWatch);
    }),
    provideAppInitializer(() => inject(Session).restore()),
  ],
};
