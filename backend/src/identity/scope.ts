/** What a personal access token may be used for. */
export const SCOPES = ['tasks:read', 'tasks:write'] as const;

export type Scope = (typeof SCOPES)[number];

/** Write implies read, as with GitHub's tokens. */
const GRANTED_BY: Readonly<Record<Scope, readonly Scope[]>> = {
  'tasks:read': ['tasks:read', 'tasks:write'],
  'tasks:write': ['tasks:write'],
};

/** Whether the token's scopes include the required one. */
export function isGranted(required: Scope, scopes: readonly Scope[]): boolean {
  return GRANTED_BY[required].some((scope) => scopes.includes(scope));
}
