import { DestroyRef, inject } from '@angular/core';
import { SignOutQuestions } from '../session/sign-out-questions';
import { CaptureOutbox } from '../tasks/capture-outbox';
import { texts } from '../texts';
import { PageDialogs } from '../ui/page-dialogs';

/**
 * A sign-out leaves nothing behind in the browser, captured tasks that the server does not have included: asks before.
 * Sends them as well, whichever page one is on. Call in an injection context.
 */
export function askAboutUnsaved(): void {
  const outbox = inject(CaptureOutbox);
  const dialogs = inject(PageDialogs);
  const ask = async () => {
    const count = await outbox.countInAllTabs();
    return count === 0 || dialogs.confirm(texts.confirmSignOut(count));
  };
  inject(SignOutQuestions).register(ask, inject(DestroyRef));
}
