import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { leaveWhenSignedOut } from './session/leave-when-signed-out';
import { focusHeadingAfterNavigation } from './shell/focus-heading';
import { ToastOutlet } from './ui/toast-outlet';

@Component({
  selector: 'app-root',
  imports: [RouterOutlet, ToastOutlet],
  template: `
    <router-outlet />
    <app-toast-outlet />
  `,
})
export class App {
  constructor() {
    leaveWhenSignedOut();
    focusHeadingAfterNavigation();
  }
}
