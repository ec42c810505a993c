import { HttpClient, type HttpEvent, HttpEventType, type HttpResponse } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { filter, firstValueFrom, map, tap } from 'rxjs';
import type { ImportResult, UndoneImport } from '../api/types';
import { IMPORTS_URL, TASKS_URL } from '../api/urls';
import { type ImportFormat, mediaTypeOf } from './import-format';

export type ExportFormat = 'csv' | 'json' | 'ics';

export interface NamedFile {
  readonly name: string;
  readonly content: Blob;
}

export interface TaskUpload {
  readonly file: File;
  readonly format: ImportFormat;
  /** The same for every retry: if a response is lost, the tasks must not be created twice. */
  readonly key: string;
  /** Whether to import a file that was imported before. */
  readonly repeat?: 'allow';
}

/** Task export and import. Every method rejects with a `Problem`. */
@Service()
export class TaskFileApi {
  private readonly http = inject(HttpClient);

  async export(format: ExportFormat): Promise<NamedFile> {
    const answer = await firstValueFrom(
      this.http.get(`${TASKS_URL}/export`, {
        params: { format },
        observe: 'response',
        responseType: 'blob',
        // Progress events keep a long download from hitting the timeout.
        reportProgress: true,
      }),
    );
    return { name: nameOf(answer) ?? `taskward.${format}`, content: answer.body ?? new Blob() };
  }

  /** Calls `onSent` periodically with the fraction sent, from 0 to 1. */
  import(
    { file, format, key, ...upload }: TaskUpload,
    onSent: (share: number) => void,
  ): Promise<ImportResult> {
    const events = this.http.post<ImportResult>(`${TASKS_URL}/import`, file, {
      params: { format, repeat: upload.repeat ?? 'refuse' },
      headers: { 'Content-Type': mediaTypeOf(format), 'Idempotency-Key': key },
      observe: 'events',
      reportUploadProgress: true,
    });
    return firstValueFrom(
      events.pipe(
        tap((event) => {
          if (event.type === HttpEventType.UploadProgress) {
            onSent(event.total ? event.loaded / event.total : 0);
          }
        }),
        filter(isAnswer),
        map(({ body }) => body!),
      ),
    );
  }

  undoImport(id: string): Promise<UndoneImport> {
    return firstValueFrom(this.http.delete<UndoneImport>(`${IMPORTS_URL}/${encodeURIComponent(id)}`));
  }
}

function isAnswer<T>(event: HttpEvent<T>): event is HttpResponse<T> {
  return event.type === HttpEventType.Response;
}

function nameOf({ headers }: HttpResponse<Blob>): string | undefined {
  return /filename="([^"]+)"/.exec(headers.get('Content-Disposition') ?? '')?.[1];
}
