import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { aProblem } from '../../testing/factories';
import { mapProblems } from './map-problems';

describe('A file that was refused', () => {
  const refuse = (body: string) => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([mapProblems])), provideHttpClientTesting()],
    });
    const file = firstValueFrom(TestBed.inject(HttpClient).get('/file', { responseType: 'blob' }));
    const answer = new Blob([body]);
    // What browsers can do, and jsdom cannot.
    answer.text = () => Promise.resolve(body);
    TestBed.inject(HttpTestingController).expectOne('/file').flush(answer, { status: 401, statusText: 'no' });
    return file;
  };

  it('says why, as any other answer does', async () => {
    const body = JSON.stringify(aProblem(401, 'TOKEN_EXPIRED'));

    await expect(refuse(body)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED', status: 401 });
  });

  it('copes with a body that is no problem', async () => {
    await expect(refuse('<h1>Bad gateway</h1>')).rejects.toMatchObject({ code: 'UNEXPECTED', status: 401 });
  });
});
