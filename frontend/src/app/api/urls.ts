const API = '/api/v1';

export const TASKS_URL = `${API}/tasks`;
export const AUTH_URL = `${API}/auth`;

export function taskUrl(id: string): string {
  return `${TASKS_URL}/${encodeURIComponent(id)}`;
}

/** The only addresses that may ever see the access token. */
export function isApiUrl(url: string): boolean {
  return url.startsWith(`${API}/`);
}
