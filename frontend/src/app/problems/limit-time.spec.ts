import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { limitTime } from './limit-time';

describe('limitTime', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([limitTime])), provideHttpClientTesting()],
    });
  });

  afterEach(() => jest.useRealTimers());

  it('gives up on a server that has not answered for 30 s', async () => {
    const answer = firstValueFrom(TestBed.inject(HttpClient).get('/api/v1/tasks'));
    const request = TestBed.inject(HttpTestingController).expectOne('/api/v1/tasks');
    jest.advanceTimersByTime(29_999);
    expect(request.cancelled).toBe(false);
    jest.advanceTimersByTime(1);

    await expect(answer).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(request.cancelled).toBe(true);
  });
});
