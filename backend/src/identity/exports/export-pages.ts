import { NIL } from 'uuid';

/** A table whose rows of one person are exported, in order of id. */
export interface ExportedTable {
  readonly columns: string;
  readonly table: string;
  /** The column with the owner's id. */
  readonly owner: string;
  /** SQL: approximate row size in bytes, computed without decompressing large values. */
  readonly size: string;
  /** SQL: an additional filter. */
  readonly condition?: string;
}

const ROWS_MAXIMUM = 500;
/**
 * Page size in bytes, which bounds the memory held for a stalled reader. A full page fills the connection's buffer (64
 * KiB), so that the next one is not read before this one is taken.
 */
const SIZE_MAXIMUM = 73_728;
/** Characters that a page may become; one of characters that need many to be written is read in parts. */
const TEXT_MAXIMUM = 2 * SIZE_MAXIMUM;

/**
 * The next rows of a person (`$1`) after an id (`$2`): as many as fit into a page, and at least one. Keyset pagination
 * by id, so that every page costs the same and each row is read once.
 */
export function pageOf({ columns, table, owner, size, condition = 'true' }: ExportedTable): string {
  return `
    SELECT ${columns} FROM (
      SELECT *, sum(row_size) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) AS size_so_far FROM (
        SELECT *, ${size} AS row_size FROM ${table} WHERE ${owner} = $1 AND ${condition} AND id > $2
        ORDER BY id LIMIT ${ROWS_MAXIMUM}
      ) AS candidates
    ) AS candidates
    WHERE size_so_far <= ${SIZE_MAXIMUM} OR size_so_far = row_size
    ORDER BY id`;
}

type ReadPage<Row> = (lastId: string) => Promise<Row[]>;
type WriteRows<Row> = (rows: Row[], isFirst: boolean) => string;

/** All rows as text, a page at a time. A stalled reader holds only the bytes of a page in memory, not its rows. */
export async function* writePages<Row extends { readonly id: string }>(
  read: ReadPage<Row>,
  write: WriteRows<Row>,
): AsyncGenerator<Buffer> {
  let page = await nextPage(read, write, NIL, true);
  while (page) {
    yield page.bytes;
    page = await nextPage(read, write, page.lastId, false);
  }
}

async function nextPage<Row extends { readonly id: string }>(
  read: ReadPage<Row>,
  write: WriteRows<Row>,
  lastId: string,
  isFirst: boolean,
): Promise<{ bytes: Buffer; lastId: string } | undefined> {
  let rows = await read(lastId);
  let text = write(rows, isFirst);
  while (text.length > TEXT_MAXIMUM && rows.length > 1) {
    rows = rows.slice(0, rows.length / 2);
    text = write(rows, isFirst);
  }
  const last = rows.at(-1);
  return last && { bytes: Buffer.from(text), lastId: last.id };
}
