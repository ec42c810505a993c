import { TestBed } from '@angular/core/testing';
import { provideTestServer } from '../../testing/portal';
import { Unavailable } from './unavailable';

describe('Unavailable', () => {
  const meta = document.createElement('meta');

  const show = (origin: string) => {
    meta.name = 'taskward-origins';
    meta.content = origin;
    document.head.append(meta);
    TestBed.configureTestingModule({ providers: [provideTestServer()] });
    const fixture = TestBed.createComponent(Unavailable);
    fixture.detectChanges();
    return (fixture.nativeElement as HTMLElement).textContent;
  };

  afterEach(() => meta.remove());

  it('promises to come back by itself', () => {
    expect(show(location.origin)).toContain('This page comes back by itself');
  });

  it('promises nothing at an address where the server refuses everybody, and names the right one', () => {
    const text = show('https://tasks.example.org');
    expect(text).toContain('Nobody can sign in at this address.');
    expect(text).toContain('https://tasks.example.org');
    expect(text).not.toMatch(/still signed in|by itself|Try again/);
  });
});
