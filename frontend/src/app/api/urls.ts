const API = '/api/v1';

export const TASKS_URL = `${API}/tasks`;
export const TAGS_URL = `${TASKS_URL}/tags`;
export const IMPORTS_URL = `${TASKS_URL}/imports`;
export const AUTH_URL = `${API}/auth`;
export const SESSIONS_URL = `${AUTH_URL}/sessions`;
export const PERSONAL_TOKENS_URL = `${AUTH_URL}/access-tokens`;
export const ME_URL = `${API}/users/me`;
export const SECURITY_EVENTS_URL = `${ME_URL}/security-events`;

export function taskUrl(id: string): string {
  return `${TASKS_URL}/${encodeURIComponent(id)}`;
}

/** Whether a URL may receive the access token: only our own API. */
export function isApiUrl(url: string): boolean {
  return url.startsWith(`${API}/`);
}
