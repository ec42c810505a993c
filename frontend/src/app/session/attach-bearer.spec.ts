import { HttpClient } from '@angular/common/http';
import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideTestServer, signIn } from '../../testing/portal';

describe('attachBearer', () => {
  const authorizationFor = (url: string): string | null => {
    TestBed.inject(HttpClient).get(url).subscribe();
    return TestBed.inject(HttpTestingController).expectOne(url).request.headers.get('Authorization');
  };

  beforeEach(() => TestBed.configureTestingModule({ providers: [provideTestServer()] }));

  it('sends no token while nobody is signed in', () => {
    expect(authorizationFor('/api/v1/tasks')).toBeNull();
  });

  it('sends the token to our own API', async () => {
    await signIn();

    expect(authorizationFor('/api/v1/tasks')).toBe('Bearer token-1');
  });

  it.each(['https://evil.example/api/v1/tasks', '//evil.example/api/v1/', '/elsewhere', '/api/v10/tasks'])(
    'never sends it to %s',
    async (url) => {
      await signIn();

      expect(authorizationFor(url)).toBeNull();
    },
  );
});
