/** What a personal access token may be used for. */
export const SCOPES = ['tasks:read', 'tasks:write'] as const;

export type Scope = (typeof SCOPES)[number];
