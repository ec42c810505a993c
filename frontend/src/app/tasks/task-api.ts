import { HttpClient } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { CreateTaskRequest, Task, TaskPage, UpdateTaskRequest } from '../api/types';
import { TASKS_URL, taskUrl } from '../api/urls';

const MERGE_PATCH = 'application/merge-patch+json';

/** The task routes. Every method rejects with a `Problem`. */
@Service()
export class TaskApi {
  private readonly http = inject(HttpClient);

  page(params: Record<string, string | number>): Promise<TaskPage> {
    return firstValueFrom(this.http.get<TaskPage>(TASKS_URL, { params }));
  }

  /** Idempotent per `key`: only one task is created, however often it is sent. */
  create(request: CreateTaskRequest, key: string): Promise<Task> {
    const headers = { 'Idempotency-Key': key };
    return firstValueFrom(this.http.post<Task>(TASKS_URL, request, { headers }));
  }

  /** Changes only the given fields; `VERSION_MISMATCH` if the task's version is not `version`. */
  update(id: string, changes: UpdateTaskRequest, version: number): Promise<Task> {
    const headers = { 'Content-Type': MERGE_PATCH, 'If-Match': `"${version}"` };
    return firstValueFrom(this.http.patch<Task>(taskUrl(id), changes, { headers }));
  }

  setCompleted(id: string, completed: boolean): Promise<Task> {
    return firstValueFrom(this.http.patch<Task>(`${taskUrl(id)}/complete`, { completed }));
  }

  delete(id: string): Promise<void> {
    return firstValueFrom(this.http.delete<void>(taskUrl(id)));
  }

  restore(id: string): Promise<Task> {
    return firstValueFrom(this.http.post<Task>(`${taskUrl(id)}/restore`, null));
  }
}
