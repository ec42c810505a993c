import type { DataSource } from 'typeorm';
import { ConfigurationError } from '../config/configuration-error';

export async function readEncoding(dataSource: DataSource): Promise<string> {
  const [{ encoding }] = await dataSource.query<[{ encoding: string }]>(
    "SELECT current_setting('server_encoding') AS encoding",
  );
  return encoding;
}

/** One line for the operator; undefined for UTF-8. */
export function describeEncoding(encoding: string): string | undefined {
  return encoding === 'UTF8'
    ? undefined
    : `The database has the encoding ${encoding}. Make another one: ` +
        "CREATE DATABASE taskward ENCODING 'UTF8' TEMPLATE template0";
}

/** @throws ConfigurationError if the encoding could reject or corrupt text. */
export async function requireUtf8(dataSource: DataSource): Promise<void> {
  const problem = describeEncoding(await readEncoding(dataSource));
  if (problem) {
    throw new ConfigurationError([`DATABASE_URL: ${problem}`]);
  }
}
