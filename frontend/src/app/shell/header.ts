import { Dialog } from '@angular/cdk/dialog';
import { Component, DestroyRef, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { User } from '../api/types';
import { Session } from '../session/session';
import { SignOutQuestions } from '../session/sign-out-questions';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import { Logo } from '../ui/logo';
import { Toasts } from '../ui/toasts';
import { BoardAddress } from '../tasks/board-address';
import { Shortcuts } from '../ui/shortcuts';
import { ShortcutsDialog } from './shortcuts-dialog';
import { Theme } from '../ui/theme';
import { ThemeSwitch } from '../ui/theme-switch';

@Component({
  selector: 'app-header',
  imports: [Icon, Logo, RouterLink, ThemeSwitch],
  templateUrl: './header.html',
  styleUrl: './header.css',
})
export class Header {
  private readonly session = inject(Session);
  private readonly questions = inject(SignOutQuestions);
  private readonly theme = inject(Theme);
  private readonly toasts = inject(Toasts);
  private readonly dialog = inject(Dialog);

  readonly user = input.required<User>();

  protected readonly boardAddress = inject(BoardAddress).tree;

  protected readonly texts = texts;
  protected readonly name = computed(() => this.user().displayName || this.user().email);
  protected readonly initial = computed(() => [...this.name()][0]?.toLocaleUpperCase());

  constructor() {
    const help = { key: '?', description: texts.shortcuts.help, run: () => this.showShortcuts() };
    inject(Shortcuts).register([help], inject(DestroyRef));
  }

  protected showShortcuts(): void {
    this.dialog.open(ShortcutsDialog, {
      ariaModal: true,
      ariaLabelledBy: 'shortcuts-title',
      backdropClass: 'dialog-backdrop',
      panelClass: ['dialog-panel', 'dialog-panel-small'],
    });
  }

  protected async signOut(): Promise<void> {
    if (!(await this.questions.areAnswered())) {
      return;
    }
    this.toasts.dismiss();
    const confirmed = await this.session.signOut();
    this.theme.save();
    if (!confirmed) {
      this.toasts.show(texts.account.signOutUnconfirmed);
    }
  }
}
