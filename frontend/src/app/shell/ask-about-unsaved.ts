import { DestroyRef, inject } from '@angular/core';
import { Drafts } from '../drafts/drafts';
import { SignOutQuestions } from '../session/sign-out-questions';
import { CaptureOutbox, isCapturedName } from '../tasks/capture-outbox';
import { texts } from '../texts/texts';
import { PageDialogs } from '../ui/page-dialogs';

/**
 * Signing out clears the browser's storage, so this asks first if any tab has captured tasks not yet on the server, or
 * unfinished input. It also keeps sending captured tasks from every page. Call in an injection context.
 */
export function askAboutUnsaved(): void {
  const outbox = inject(CaptureOutbox);
  const drafts = inject(Drafts);
  const dialogs = inject(PageDialogs);
  const ask = async () => {
    const unsaved = await outbox.countInAllTabs();
    const begun = (await drafts.namesInAllTabs()).filter((name) => !isCapturedName(name)).length;
    return unsaved + begun === 0 || dialogs.confirm(texts.confirmSignOut(unsaved, begun));
  };
  inject(SignOutQuestions).register(ask, inject(DestroyRef));
}
