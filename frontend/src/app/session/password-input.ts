import { Component, type ElementRef, input, model, output, signal, viewChild } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';
import { texts } from '../texts/texts';
import { Control } from '../ui/control';
import { Icon } from '../ui/icon';

/** A password field with a show/hide button. Used inside an `app-field`. */
@Component({
  selector: 'app-password-input',
  imports: [Control, Icon],
  template: `
    <input
      #password
      appControl
      [type]="shown() ? 'text' : 'password'"
      [autocomplete]="autocomplete()"
      [name]="name()"
      [value]="value()"
      (input)="value.set(password.value)"
      (blur)="touch.emit()"
      required
      autocapitalize="off"
      spellcheck="false"
    />
    <button type="button" (click)="shown.set(!shown())">
      <app-icon [name]="shown() ? 'eyeOff' : 'eye'" />
      <span class="visually-hidden">
        {{ shown() ? texts.hidePassword : texts.showPassword }} {{ texts.passwordWord }}
      </span>
    </button>
  `,
  styles: `
    :host {
      position: relative;
      display: block;
    }

    input {
      padding-inline-end: 3rem;
    }

    button {
      position: absolute;
      inset-block: 0.125rem;
      inset-inline-end: 0.125rem;
      display: grid;
      place-items: center;
      width: 2.5rem;
      border: 0;
      border-radius: var(--radius-sm);
      background: transparent;
      color: var(--text-muted);
      cursor: pointer;
    }

    button:hover {
      color: var(--text);
    }
  `,
})
export class PasswordInput implements FormValueControl<string> {
  private readonly control = viewChild.required<ElementRef<HTMLInputElement>>('password');

  readonly value = model('');
  readonly name = input('');
  readonly autocomplete = input.required<'current-password' | 'new-password'>();
  readonly touch = output();

  protected readonly shown = signal(false);
  protected readonly texts = texts.account;

  focus(options?: FocusOptions): void {
    this.control().nativeElement.focus(options);
  }
}
