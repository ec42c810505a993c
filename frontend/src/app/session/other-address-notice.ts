import { Component, DOCUMENT, inject } from '@angular/core';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';

/** Says, before the form is filled in, that the server signs in nobody at the address of this page. */
@Component({
  selector: 'app-other-address-notice',
  imports: [Icon],
  template: `
    @if (origin) {
      <p class="notice notice-danger" role="alert">
        <app-icon name="warning" />
        <span>
          {{ texts.otherAddress }} <a [href]="origin">{{ origin }}</a>. {{ texts.otherAddressSetting }}
        </span>
      </p>
    }
  `,
  styles: `
    .notice {
      margin-block-end: var(--space-4);
    }

    app-icon {
      padding-block-start: 0.125rem;
    }

    a {
      color: inherit;
      overflow-wrap: anywhere;
    }
  `,
})
export class OtherAddressNotice {
  protected readonly texts = texts.account;
  protected readonly origin = otherOrigin(inject(DOCUMENT));
}

/** The origin to open in place of this one; undefined if one can sign in here, or the server has named none. */
export function otherOrigin(document: Document): string | undefined {
  const names = document.querySelector('meta[name=taskward-origins]')?.getAttribute('content') ?? '';
  const origins = names.split(' ').filter((name) => /^https?:\/\//.test(name));
  return origins.includes(document.location.origin) ? undefined : origins[0];
}
