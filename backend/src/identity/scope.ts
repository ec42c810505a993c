/** What a personal access token may be used for. */
export const SCOPES = ['tasks:read', 'tasks:write'] as const;

export type Scope = (typeof SCOPES)[number];

/** Whoever may write may read, as with the tokens of GitHub. */
const GRANTED_BY: Readonly<Record<Scope, readonly Scope[]>> = {
  'tasks:read': ['tasks:read', 'tasks:write'],
  'tasks:write': ['tasks:write'],
};

/** Whether the scopes of a token reach what asks for this one. */
export function isGranted(required: Scope, scopes: readonly Scope[]): boolean {
  return GRANTED_BY[required].some((scope) => scopes.includes(scope));
}
