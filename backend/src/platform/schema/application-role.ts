import type { DataSource } from 'typeorm';

/**
 * Grants the server's role the minimum: it reads and writes rows, but can change neither the schema, nor the migration
 * table, nor audit events (ASVS V13.2.2, V16.4.2). Does nothing when server and owner use the same role.
 */
export async function grantToApplicationRole(dataSource: DataSource, applicationUrl: string): Promise<void> {
  const role = decodeURIComponent(new URL(applicationUrl).username);
  const [{ owner }] = await dataSource.query<[{ owner: string }]>('SELECT current_user AS owner');
  if (role === '' || role === owner) {
    return;
  }
  const quotedRole = dataSource.driver.escape(role);
  await dataSource.query(`GRANT USAGE ON SCHEMA public TO ${quotedRole}`);
  await dataSource.query(
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${quotedRole}`,
  );
  await dataSource.query(`REVOKE INSERT, UPDATE, DELETE ON migrations FROM ${quotedRole}`);
  await dataSource.query(`REVOKE UPDATE, DELETE ON audit_events FROM ${quotedRole}`);
}
