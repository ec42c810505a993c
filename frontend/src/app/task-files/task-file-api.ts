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
  /** The same for every try: an answer that got lost must not cost the tasks twice. */
  readonly key: string;
  /** Whether it is imported though it was before. */
  readonly repeat?: 'allow';
}

/** Tasks as files. Every method rejects with a `Problem`. */
@Service()
export class TaskFileApi {
  private readonly http = inject(HttpClient);

  async export(format: ExportFormat): Promise<NamedFile> {
    const answer = await firstValueFrom(
      this.http.get(`${TASKS_URL}/export`, {
        params: { format },
        observe: 'response',
        responseType: 'blob',
        // So that a long download is not taken for a server that went silent.
        reportProgress: true,
      }),
    );
    return { name: nameOf(answer) ?? `taskward.${format}`, content: answer.body ?? new Blob() };
  }

  /** Tells `onSent` from time to time how much of the file is sent, from 0 to 1. */
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
