import { httpResource } from '@angular/common/http';
import { Component, computed, inject, viewChild } from '@angular/core';
import type { Device, DeviceList } from '../api/types';
import { SESSIONS_URL } from '../api/urls';
import { toProblem } from '../problems/problem';
import { Session } from '../session/session';
import { SignOutQuestions } from '../session/sign-out-questions';
import { Theme } from '../ui/theme';
import { texts } from '../texts/texts';
import { PageDialogs } from '../ui/page-dialogs';
import { showFailure } from '../ui/show-failure';
import { Toasts } from '../ui/toasts';
import { AccountApi } from './account-api';
import { DeviceEntry } from './device-entry';
import { ListState } from './list-state';
import { PageTitle } from './page-title';

/** Lists the person's sessions and lets them end any of them. */
@Component({
  selector: 'app-sessions-page',
  imports: [DeviceEntry, ListState, PageTitle],
  providers: [PageDialogs],
  templateUrl: './sessions-page.html',
  styleUrl: '../ui/panels.css',
})
export class SessionsPage {
  private readonly api = inject(AccountApi);
  private readonly dialogs = inject(PageDialogs);
  private readonly session = inject(Session);
  private readonly questions = inject(SignOutQuestions);
  private readonly theme = inject(Theme);
  private readonly toasts = inject(Toasts);

  private readonly title = viewChild.required(PageTitle);

  protected readonly list = httpResource<DeviceList>(() => SESSIONS_URL);

  protected readonly texts = texts.accountPages.sessions;
  /** This device first, the others most recently used first. */
  protected readonly devices = computed(() => {
    const devices = this.list.hasValue() ? this.list.value().items : [];
    return devices.toSorted(
      (one, other) =>
        Number(other.current) - Number(one.current) || other.lastUsedAt.localeCompare(one.lastUsedAt),
    );
  });
  protected readonly hasOthers = computed(() => this.devices().some(({ current }) => !current));

  protected async signOut({ id, deviceName }: Device): Promise<void> {
    const name = deviceName ?? texts.accountPages.unknownDevice;
    const { title, detail, action } = this.texts.confirmOne;
    if (!(await this.dialogs.confirm({ title, detail: detail(name), action }))) {
      return;
    }
    try {
      await this.api.endSession(id);
      this.toasts.show(this.texts.oneSignedOut(name));
    } catch (error) {
      if (toProblem(error).code !== 'NOT_FOUND') {
        showFailure(this.toasts, this.texts.notSignedOut, error);
        return;
      }
    }
    this.title().focus();
    this.list.reload();
  }

  protected async signOutOthers(): Promise<void> {
    if (!(await this.dialogs.confirm(this.texts.confirmOthers))) {
      return;
    }
    try {
      await this.api.endOtherSessions();
      this.toasts.show(this.texts.othersSignedOut);
      this.title().focus();
      this.list.reload();
    } catch (error) {
      showFailure(this.toasts, this.texts.othersNotSignedOut, error);
    }
  }

  protected async signOutEverywhere(): Promise<void> {
    if (!(await this.dialogs.confirm(this.texts.confirmAll)) || !(await this.questions.areAnswered())) {
      return;
    }
    try {
      await this.api.endAllSessions();
      this.session.leave('left');
      this.theme.save();
    } catch (error) {
      showFailure(this.toasts, this.texts.allNotSignedOut, error);
    }
  }
}
