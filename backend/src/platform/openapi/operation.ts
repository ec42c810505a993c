import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];

/** One method of one path, as NestJS describes it. */
export type Operation = NonNullable<PathItem['get']> & Record<`x-${string}`, unknown>;

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const satisfies readonly (keyof PathItem)[];

/** Every operation of a document with its method and path. */
export function operationsOf({
  paths,
}: OpenAPIObject): { method: string; path: string; operation: Operation }[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method] as Operation | undefined;
      return operation ? [{ method, path, operation }] : [];
    }),
  );
}
