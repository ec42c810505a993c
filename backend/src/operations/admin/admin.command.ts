import 'reflect-metadata';
import { runAdmin } from './run-admin';

/** Entry point without a workspace, as in the image: `node dist/server/admin.js doctor`. */
void runAdmin(process.env, process.argv.slice(2), {
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
}).then((code) => (process.exitCode = code));
