import { Component, computed, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Session } from '../session/session';
import { texts } from '../texts/texts';
import { describeInstantFully } from '../ui/describe-instant';
import { Icon } from '../ui/icon';

const PASSWORD_PAGE = '/account/password';

/** Leads to the password page, which has a notice of its own, while the administrator's password is in use. */
@Component({
  selector: 'app-password-notice',
  imports: [Icon, RouterLink],
  template: `
    @if (expiry(); as when) {
      <p class="notice notice-warning">
        <app-icon name="warning" />
        <span>
          {{ texts.expires(when) }}
          <a [routerLink]="passwordPage">{{ texts.change }}</a>
        </span>
      </p>
    }
  `,
  styles: `
    .notice {
      margin-block-end: var(--space-5);
    }

    app-icon {
      padding-block-start: 0.125rem;
    }

    a {
      color: inherit;
    }
  `,
})
export class PasswordNotice {
  private readonly router = inject(Router);
  private readonly session = inject(Session);

  protected readonly texts = texts.accountPages.password;
  protected readonly passwordPage = PASSWORD_PAGE;
  /** When the administrator's password expires, in words. */
  protected readonly expiry = computed(() => {
    const expiresAt = this.session.user()?.passwordExpiresAt;
    return this.isOnPasswordPage() ? undefined : expiresAt && describeInstantFully(expiresAt);
  });

  private isOnPasswordPage(): boolean {
    const url = this.router.lastSuccessfulNavigation()?.finalUrl;
    return !!url && this.router.serializeUrl(url).split(/[?#]/)[0] === PASSWORD_PAGE;
  }
}
