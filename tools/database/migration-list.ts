/** Appends a migration to the text of `migrations/index.ts`. @param name of the change, `create-tasks`. */
export function withMigration(list: string, timestamp: number, name: string): string {
  const migration = `${className(name)}${timestamp}`;
  return list
    .replace(/\n\n/, `\nimport { ${migration} } from './${timestamp}-${name}';\n\n`)
    .replace(/\];/, `  ${migration},\n];`);
}

/** Timestamp of a new migration in milliseconds: later than all existing ones, even if another clock was ahead. */
export function nextTimestamp(list: string): number {
  const timestamps = Array.from(list.matchAll(/\.\/(\d{13})-/g), ([, digits]) => Number(digits));
  return Math.max(Date.now(), ...timestamps.map((last) => last + 60_000));
}

export function className(name: string): string {
  return name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
