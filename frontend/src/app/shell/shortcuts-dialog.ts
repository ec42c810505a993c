import { DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { texts } from '../texts/texts';
import { Shortcuts } from '../ui/shortcuts';

@Component({
  selector: 'app-shortcuts-dialog',
  templateUrl: './shortcuts-dialog.html',
  styleUrl: './shortcuts-dialog.css',
  host: { class: 'dialog' },
})
export class ShortcutsDialog {
  protected readonly dialog = inject(DialogRef);
  protected readonly shortcuts = inject(Shortcuts);
  protected readonly texts = texts;

  protected label(key: string): string {
    const labels: Partial<Record<string, string>> = texts.shell.shortcutKeys;
    return labels[key] ?? key;
  }
}
