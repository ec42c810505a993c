import type { AuthResponse, ProblemBody, ProblemCode, Task, User } from '../app/api/types';

export function aUser(overrides: Partial<User> = {}): User {
  return {
    id: '0193e000-0000-7000-8000-00000000ada0',
    email: 'ada@example.org',
    displayName: 'Ada Lovelace',
    createdAt: '2026-11-21T08:00:00.000Z',
    ...overrides,
  };
}

export function anAuthResponse(overrides: Partial<AuthResponse> = {}): AuthResponse {
  return { accessToken: 'token-1', tokenType: 'Bearer', expiresIn: 900, user: aUser(), ...overrides };
}

let taskCount = 0;

export function aTask(overrides: Partial<Task> = {}): Task {
  taskCount += 1;
  return {
    id: `0193e000-0000-7000-9000-${String(taskCount).padStart(12, '0')}`,
    title: `Task ${taskCount}`,
    description: null,
    completed: false,
    completedAt: null,
    priority: 'none',
    dueDate: null,
    tags: [],
    version: 1,
    createdAt: '2026-11-21T08:00:00.000Z',
    updatedAt: '2026-11-21T08:00:00.000Z',
    ...overrides,
  };
}

export function aProblem(status: number, code: ProblemCode, members: Partial<ProblemBody> = {}): ProblemBody {
  return { type: 'about:blank', title: code, detail: code, requestId: 'test', status, code, ...members };
}
