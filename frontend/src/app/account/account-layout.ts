import { Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { BoardAddress } from '../tasks/board-address';
import { texts } from '../texts/texts';
import { Icon, type IconName } from '../ui/icon';

interface Section {
  readonly path: string;
  readonly name: string;
  readonly icon: IconName;
}

const { accountPages } = texts;

const SECTIONS: readonly Section[] = [
  { path: 'profile', name: accountPages.profile.title, icon: 'user' },
  { path: 'password', name: accountPages.password.title, icon: 'lock' },
  { path: 'sessions', name: accountPages.sessions.title, icon: 'computer' },
  { path: 'access-tokens', name: accountPages.personalTokens.title, icon: 'key' },
  { path: 'data', name: accountPages.data.title, icon: 'transfer' },
  { path: 'security-events', name: accountPages.securityEvents.title, icon: 'shield' },
  { path: 'delete', name: accountPages.deleteAccount.title, icon: 'trash' },
];

/** The account pages, next to their navigation. */
@Component({
  selector: 'app-account-layout',
  imports: [Icon, RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <div class="side">
      <a [routerLink]="boardAddress()"><app-icon name="back" /> {{ back }}</a>
      <nav [attr.aria-label]="label">
        @for (section of sections; track section.path) {
          <a [routerLink]="section.path" routerLinkActive="active" ariaCurrentWhenActive="page">
            <app-icon [name]="section.icon" />
            {{ section.name }}
          </a>
        }
      </nav>
    </div>
    <div class="page"><router-outlet /></div>
  `,
  styleUrl: './account-layout.css',
})
export class AccountLayout {
  protected readonly boardAddress = inject(BoardAddress).tree;

  protected readonly back = texts.shell.backToTasks;
  protected readonly label = accountPages.navigation;
  protected readonly sections = SECTIONS;
}
