import type { Credentials } from './credentials.ts';

export interface DatabaseUrls {
  /** As the role that owns the database `taskward`: for migrations. */
  ownerUrl: string;
  /** As the role of the application, which gets its rights from the migrations. */
  applicationUrl: string;
}

export function databaseUrls(port: number, credentials: Credentials): DatabaseUrls {
  const url = (role: string, password: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/taskward`;
  return {
    ownerUrl: url('taskward_owner', credentials.owner),
    applicationUrl: url('taskward_app', credentials.application),
  };
}
