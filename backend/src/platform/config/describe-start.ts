import type { Config } from './config';
import { VERSION } from './version';

/** The line logged at startup: no secrets, nor anything that could contain one. */
export function describeStart(config: Config): Readonly<Record<string, unknown>> {
  return {
    event: 'server-started',
    version: VERSION,
    node: process.version,
    url: config.publicUrl.origin,
    listensOn: { host: config.host, port: config.port },
    production: config.production,
    workers: config.webConcurrency,
    replicas: config.databaseReplicaUrls.length,
    namedStatements: config.databaseNamedStatements,
    registrationOpen: config.registrationOpen,
    authThrottle: config.authThrottle,
    trustedProxies: config.trustedProxies,
    corsOrigins: config.corsOrigins,
    apiDocs: config.apiDocs,
    metrics: config.metricsPort && { host: config.metricsHost, port: config.metricsPort },
    logLevel: config.logLevel,
  };
}
