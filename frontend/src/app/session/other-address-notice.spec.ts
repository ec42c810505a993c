import { TestBed } from '@angular/core/testing';
import { OtherAddressNotice } from './other-address-notice';

describe('OtherAddressNotice', () => {
  const meta = document.createElement('meta');

  const show = (origins: string) => {
    meta.name = 'taskward-origins';
    meta.content = origins;
    document.head.append(meta);
    const fixture = TestBed.createComponent(OtherAddressNotice);
    fixture.detectChanges();
    return fixture.nativeElement as HTMLElement;
  };

  afterEach(() => meta.remove());

  it('names the address to open, and the setting, where nobody can sign in', () => {
    const notice = show('https://tasks.example.org https://app.example.org');
    expect(notice.querySelector('[role=alert]')?.textContent.replace(/\s+/g, ' ').trim()).toBe(
      'Nobody can sign in at this address. Taskward is set up for https://tasks.example.org. ' +
        'If it is yours, set PUBLIC_URL to the address at which people open it.',
    );
    expect(notice.querySelector('a')?.href).toBe('https://tasks.example.org/');
  });

  it.each(['http://localhost', 'https://tasks.example.org http://localhost', 'OWN_ORIGINS', ''])(
    'is not there with “%s”, opened at http://localhost',
    (origins) => {
      expect(show(origins).textContent.trim()).toBe('');
    },
  );
});
