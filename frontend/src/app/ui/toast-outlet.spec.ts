import { TestBed } from '@angular/core/testing';
import { button, click } from '../../testing/page';
import { settle } from '../../testing/portal';
import { ToastOutlet } from './toast-outlet';
import { Toasts } from './toasts';

describe('ToastOutlet', () => {
  let outlet: HTMLElement;
  let before: HTMLButtonElement;
  let run: jest.Mock;

  beforeEach(async () => {
    jest.useFakeTimers();
    before = document.body.appendChild(document.createElement('button'));
    outlet = TestBed.createComponent(ToastOutlet).nativeElement as HTMLElement;
    run = jest.fn();
    TestBed.inject(Toasts).show('Deleted', { label: 'Undo', run });
    await settle();
  });

  afterEach(() => {
    before.remove();
    jest.useRealTimers();
  });

  it('shows the message with its action where screen readers hear of it', async () => {
    expect(outlet.querySelector('[aria-live=polite]')?.textContent).toContain('Deleted');
    await click(button(outlet, 'Undo'));

    expect(run).toHaveBeenCalled();
    expect(outlet.textContent.trim()).toBe('');
  });

  it('gives the focus back to where it came from', async () => {
    before.focus();
    button(outlet, 'Undo').focus();
    await click(button(outlet, 'Undo'));

    expect(document.activeElement).toBe(before);
  });

  it.each(['mouseenter', 'focusin'])('waits for whoever is about to act (%s)', async (event) => {
    outlet.querySelector('.toast')?.dispatchEvent(new FocusEvent(event));
    await jest.advanceTimersByTimeAsync(60_000);
    await settle();

    expect(outlet.textContent).toContain('Deleted');
  });

  it('can be dismissed', async () => {
    await click(button(outlet, 'Dismiss'));

    expect(outlet.textContent.trim()).toBe('');
    expect(run).not.toHaveBeenCalled();
  });
});
