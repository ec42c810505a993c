import type {
  PersonalToken,
  AuthResponse,
  Device,
  ProblemBody,
  ProblemCode,
  SecurityEvent,
  Task,
  User,
} from '../app/api/types';
import { emptyFields, toRequest } from '../app/tasks/task-fields';

export function aUser(overrides: Partial<User> = {}): User {
  return {
    id: '0193e000-0000-7000-8000-00000000ada0',
    email: 'ada@example.org',
    displayName: 'Ada Lovelace',
    createdAt: '2026-11-21T08:00:00.000Z',
    passwordExpiresAt: null,
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
    ...toRequest(emptyFields(`Task ${taskCount}`)),
    completed: false,
    completedAt: null,
    version: 1,
    createdAt: '2026-11-21T08:00:00.000Z',
    updatedAt: '2026-11-21T08:00:00.000Z',
    ...overrides,
  };
}

export function aProblem(status: number, code: ProblemCode, members: Partial<ProblemBody> = {}): ProblemBody {
  return { type: 'about:blank', title: code, detail: code, requestId: 'test', status, code, ...members };
}

let deviceCount = 0;

export function aDevice(overrides: Partial<Device> = {}): Device {
  deviceCount += 1;
  return {
    id: `0193e000-0000-7000-a000-${String(deviceCount).padStart(12, '0')}`,
    current: false,
    createdAt: '2026-11-20T08:00:00.000Z',
    lastUsedAt: '2026-11-21T08:00:00.000Z',
    expiresAt: '2026-11-28T08:00:00.000Z',
    ipAddress: '203.0.113.7',
    userAgent: 'Mozilla/5.0',
    deviceName: 'Firefox on Linux',
    ...overrides,
  };
}

export function aPersonalToken(overrides: Partial<PersonalToken> = {}): PersonalToken {
  return {
    id: '0193e000-0000-7000-b000-000000000001',
    name: 'Nightly build',
    scopes: ['tasks:write'],
    prefix: 'twd_0193e00000007000',
    createdAt: '2026-11-20T08:00:00.000Z',
    lastUsedAt: null,
    expiresAt: '2999-01-01T00:00:00.000Z',
    ...overrides,
  };
}

let eventCount = 0;

export function aSecurityEvent(overrides: Partial<SecurityEvent> = {}): SecurityEvent {
  eventCount += 1;
  return {
    id: `0193e000-0000-7000-c000-${String(eventCount).padStart(12, '0')}`,
    occurredAt: '2026-11-20T08:00:00.000Z',
    event: 'signed-in',
    current: false,
    ipAddress: '203.0.113.7',
    deviceName: 'Firefox on Linux',
    ...overrides,
  };
}
