import type { OpenAPIObject } from '@nestjs/swagger';

/** The extension in which `@RequiresScope()` stores the scope. */
export const SCOPE_MARK = 'x-required-scope';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> &
  Partial<Record<typeof SCOPE_MARK, string>>;

/** Says of an operation which personal access tokens reach it, for people and, as OpenAPI 3.1 does, as a role. */
export function describeScope(operation: Operation): void {
  const { [SCOPE_MARK]: scope } = operation;
  if (scope) {
    delete operation[SCOPE_MARK];
    operation.security = [{ bearer: [scope] }];
    const sentences = [operation.description, `A personal access token needs the scope \`${scope}\`.`];
    operation.description = sentences.filter(Boolean).join(' ');
  }
}
