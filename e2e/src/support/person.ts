import { randomUUID } from 'node:crypto';
import { type APIRequestContext, type APIResponse, expect } from '@playwright/test';
import { ageSessions } from './database.ts';

export interface Task {
  id: string;
  title: string;
  description: string | null;
  completed: boolean;
  tags: string[];
  version: number;
}

export interface Credentials {
  email: string;
  password: string;
}

interface SignedIn {
  accessToken: string;
  user: { id: string; email: string };
}

const API = '/api/v1';

/** An account that nobody has yet. */
export function newCredentials(): Credentials {
  return { email: `${randomUUID()}@example.org`, password: 'quiet-Lantern-71-harbour' };
}

/** Somebody with an account of their own, and with the API at hand as a script would use it. */
export class Person {
  readonly credentials: Credentials;
  readonly accessToken: string;
  readonly #api: APIRequestContext;

  private constructor(credentials: Credentials, accessToken: string, api: APIRequestContext) {
    this.credentials = credentials;
    this.accessToken = accessToken;
    this.#api = api;
  }

  /** Signs up. The browser context whose `request` this is gets the session's cookies too. */
  static async signUp(api: APIRequestContext): Promise<Person> {
    const credentials = newCredentials();
    const { accessToken } = await enter(api, 'register', { ...credentials, rememberMe: true });
    return new Person(credentials, accessToken, api);
  }

  /** The same person with another session. */
  async signIn(api: APIRequestContext): Promise<Person> {
    const { accessToken } = await enter(api, 'login', { ...this.credentials, rememberMe: true });
    return new Person(this.credentials, accessToken, api);
  }

  async createTask(
    task: Partial<Task> & { title: string; priority?: string; dueDate?: string },
  ): Promise<Task> {
    const answer = await this.send('POST', '/tasks', task);
    expect(answer.status()).toBe(201);
    return (await answer.json()) as Task;
  }

  /** Many tasks at once, open and without details. */
  async createTasks(titles: string[]): Promise<void> {
    const tasks = titles.map((title) => ({ title }));
    const answer = await this.send('POST', '/tasks/import', { format: 'taskward-tasks', version: 1, tasks });
    expect(answer.status()).toBe(200);
  }

  async updateTask(id: string, changes: Partial<Task>): Promise<Task> {
    const answer = await this.send('PATCH', `/tasks/${id}`, changes);
    expect(answer.status()).toBe(200);
    return (await answer.json()) as Task;
  }

  async tasks(): Promise<Task[]> {
    const answer = await this.send('GET', '/tasks?limit=200');
    expect(answer.status()).toBe(200);
    return ((await answer.json()) as { items: Task[] }).items;
  }

  /** Ends this session from outside the browser. */
  async signOut(): Promise<void> {
    const headers = { Authorization: `Bearer ${this.accessToken}`, 'X-Taskward-CSRF': '1', Cookie: '' };
    const answer = await this.#api.post(`${API}/auth/logout`, { headers });
    expect(answer.status()).toBe(204);
  }

  /** As if nobody had used the person's sessions for so long. PostgreSQL reads the interval. */
  async letTimePass(interval: string): Promise<void> {
    await ageSessions(this.credentials.email, interval);
  }

  /** Any request with this person's access token; a failure is an answer like any other. */
  send(method: string, path: string, data?: unknown): Promise<APIResponse> {
    const headers = { Authorization: `Bearer ${this.accessToken}` };
    return this.#api.fetch(API + path, { method, headers, data });
  }
}

async function enter(api: APIRequestContext, route: string, data: object): Promise<SignedIn> {
  const answer = await api.post(`${API}/auth/${route}`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as SignedIn;
}
