import { Component, computed, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { askOverThePage } from '../session/ask-over-the-page';
import { Session } from '../session/session';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import { PageDialogs } from '../ui/page-dialogs';
import { askAboutUnsaved } from './ask-about-unsaved';
import { Connection } from '../ui/connection';
import { Header } from './header';
import { PasswordNotice } from './password-notice';
import { Unavailable } from './unavailable';

/** The frame around every page of a signed-in person. Recreated when another person signs in. */
@Component({
  selector: 'app-shell',
  imports: [Header, Icon, PasswordNotice, RouterOutlet, Unavailable],
  templateUrl: './shell.html',
  styleUrl: './shell.css',
  providers: [PageDialogs],
})
export class Shell {
  private readonly session = inject(Session);

  protected readonly connection = inject(Connection);
  protected readonly texts = texts.shell;
  protected readonly isUnavailable = computed(() => this.session.state().status === 'unavailable');
  protected readonly people = computed(() => {
    const user = this.session.user();
    return user ? [user] : [];
  });

  constructor() {
    askAboutUnsaved();
    askOverThePage();
  }
}
