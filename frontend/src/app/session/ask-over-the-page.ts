import { inject } from '@angular/core';
import { openWhile } from '../ui/open-while';
import { Session } from './session';
import { SignInAgainDialog, signInAgainDialogConfig } from './sign-in-again-dialog';
import { StepUp } from './step-up';
import { StepUpDialog, stepUpDialogConfig } from './step-up-dialog';

/** Opens the session's dialogs over the current page whenever needed. Call in an injection context. */
export function askOverThePage(): void {
  openWhile(inject(StepUp).isWanted, StepUpDialog, stepUpDialogConfig);
  openWhile(inject(Session).isInterrupted, SignInAgainDialog, signInAgainDialogConfig);
}
