import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { PasswordStrength } from './password-strength';

const ada = { email: 'ada.lovelace@example.org', displayName: 'Countess Byron' };

describe('PasswordStrength', () => {
  let fixture: ComponentFixture<PasswordStrength>;
  let page: HTMLElement;

  const meter = () => page.querySelector('meter');
  const verdict = () => page.querySelector('[aria-live=polite]')?.textContent.trim();
  const steps = () => page.querySelectorAll('.filled').length;

  const type = async (password: string) => {
    fixture.componentRef.setInput('password', password);
    await fixture.whenStable();
  };

  beforeEach(async () => {
    fixture = TestBed.createComponent(PasswordStrength);
    page = fixture.nativeElement as HTMLElement;
    fixture.componentRef.setInput('person', ada);
    await type('');
  });

  it('says nothing before something is typed', () => {
    expect(meter()).toBeNull();
    expect(verdict()).toBe('');
    expect(steps()).toBe(0);
  });

  it('calls a common password easy to guess, and says why', async () => {
    await type('password1');

    expect(verdict()).toMatch(/^Very easy to guess\. \S/);
    expect(meter()?.value).toBe(0);
    expect(steps()).toBe(1);
  });

  it('calls a good password strong, and leaves it at that', async () => {
    await type('quiet-Lantern-71-harbour');

    expect(verdict()).toBe('Very strong.');
    expect(meter()?.value).toBe(4);
    expect(steps()).toBe(4);
  });

  it('has a name and a value in words for those who cannot see it', async () => {
    await type('quiet-Lantern-71-harbour');

    expect(meter()?.getAttribute('aria-label')).toBe('Password strength');
    expect(meter()?.getAttribute('aria-valuetext')).toBe('Very strong');
    expect(meter()?.max).toBe(4);
  });

  it.each([
    ['e-mail', 'ada.lovelace@example.org'],
    ['part of the e-mail before the @', 'ada.lovelace'],
    ['name', 'countess byron'],
    ['name without its space', 'CountessByron'],
    ['product', 'taskward'],
  ])('counts the %s against a password', async (_name, password) => {
    await type(password);

    expect(verdict()).toMatch(/^(Very easy|Easy) to guess\./);
  });

  it('rates anew when the person changes', async () => {
    await type('grace.hopper');
    const before = meter()?.value;
    fixture.componentRef.setInput('person', { ...ada, displayName: 'Grace.Hopper' });
    await fixture.whenStable();

    expect(meter()?.value).toBeLessThan(before!);
  });

  it('keeps its last word until it has the next one', async () => {
    await type('password1');
    fixture.componentRef.setInput('password', 'password12');
    TestBed.tick();
    expect(verdict()).toMatch(/^Very easy to guess\./);
    await fixture.whenStable();

    expect(meter()).not.toBeNull();
  });

  it('falls silent when everything is deleted', async () => {
    await type('password1');
    await type('');

    expect(meter()).toBeNull();
    expect(verdict()).toBe('');
  });
});
