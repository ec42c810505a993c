import { get, type IncomingMessage } from 'node:http';
import type { Statements } from '../database/sql-pool';
import type { Visitor } from '../people/visitor';

/** The answer to a request for a file; nothing of it is read but its head. */
export function startDownload({ url, accessToken }: Visitor, path: string): Promise<IncomingMessage> {
  const options = { agent: false, headers: { authorization: `Bearer ${accessToken}` } };
  return new Promise((resolve, reject) => {
    get(url + path, options, resolve).on('error', reject);
  });
}

/** What is still read of a file, and whether it came to its end. */
export async function readOn(response: IncomingMessage): Promise<{ text: string; isWhole: boolean }> {
  let text = '';
  try {
    for await (const chunk of response.setEncoding('utf8')) {
      text += chunk as string;
    }
    return { text, isWhole: true };
  } catch {
    return { text, isWhole: false };
  }
}

/**
 * So many tasks of 40 kB each in a file of whatever format, straight into the table of a database of the spec's own: 200
 * are more than fits into the buffers between a server and a client that reads nothing. They cannot be searched: to
 * index them takes twenty times as long as the rest.
 */
export async function insertLongTasks(owner: Statements, ownerId: string, count = 200): Promise<void> {
  await owner.query('DROP INDEX IF EXISTS tasks_by_search_terms');
  await owner.query(
    `INSERT INTO tasks (id, owner_id, title, description)
     SELECT gen_random_uuid(), $1, 'Task ' || n, repeat('😀', 10000) FROM generate_series(1, $2) AS n`,
    [ownerId, count],
  );
}
