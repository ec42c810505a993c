import type { TaskwardClient } from './client.js';
import { ProblemError, type Problem } from './problem.js';
import type { paths } from './schema.js';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** An operation that answers with pages, the last of which has no cursor. */
interface PagedOperation<Item> {
  parameters: { query?: { cursor?: string } };
  responses: { 200: { content: { 'application/json': { items: Item[]; nextCursor: string | null } } } };
}

type CursorOf<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': { nextCursor: infer Cursor } } } } };
}
  ? Cursor
  : never;

/** The paths whose lists come in pages. */
export type PagedPath = {
  [Path in keyof paths]: null extends CursorOf<Path> ? Path : never;
}[keyof paths];

/** What can be asked of such a list, but for the cursor. */
export type QueryOf<Path extends PagedPath> = Omit<
  NonNullable<paths[Path]['get']['parameters']['query']>,
  'cursor'
>;

export type ItemOf<Path extends PagedPath> =
  paths[Path]['get'] extends PagedOperation<infer Item> ? Item : never;

type Read<Item> = (
  path: string,
  init: { params: { query: object } },
) => Promise<
  { response: Response } & ({ data: Page<Item>; error?: never } | { data?: never; error: Problem })
>;

/**
 * All items of a list, page after page; each page is asked for when the one before is used up.
 * @throws ProblemError
 */
export async function* itemsOf<Path extends PagedPath>(
  client: TaskwardClient,
  path: Path,
  query?: QueryOf<Path>,
): AsyncGenerator<ItemOf<Path>, void, undefined> {
  const read = client.GET as unknown as Read<ItemOf<Path>>;
  let cursor: string | null | undefined;
  do {
    const { data, error, response } = await read(path, {
      params: { query: { ...query, ...(cursor && { cursor }) } },
    });
    if (error) {
      throw new ProblemError(error, response);
    }
    yield* data.items;
    cursor = data.nextCursor;
  } while (cursor);
}
