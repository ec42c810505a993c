import cookie from '@fastify/cookie';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { endTurnsWithAnswers } from './platform/http/turn-of-request';
import { Config } from './platform/config/config';
import { requireAcceptableForms } from './platform/http/acceptable-form';
import { recordRoutes } from './platform/http/allowed-methods.service';
import { parseJsonBodies } from './platform/http/body-parsing';
import { BODY_MAXIMUM } from './platform/http/body-size';
import { keepBodyStreams } from './platform/http/body-stream';
import { clientErrorHandler, ignoreExpectations } from './platform/http/client-errors';
import { delayRefusals } from './platform/http/delay-refusals';
import { limitConnections } from './platform/http/connection-limit';
import { endConnectionsOnClose } from './platform/http/end-connections';
import { allowListedOrigins } from './platform/http/cors';
import { hidePrivateAnswers } from './platform/http/hide-private-answers';
import { NOWHERE, originForm } from './platform/http/origin-form';
import { requestIdOf, sendRequestIds } from './platform/http/request-id';
import { markRoutes } from './platform/http/route-kind';
import { serializeListsInSlices } from './platform/http/list-serialization';
import { sendSecurityHeaders } from './platform/http/security-headers';
import { endStalledConnections } from './platform/http/stalled-connections';
import { countUnreadAnswers, UnreadAnswersService } from './platform/http/unread-answers.service';
import { requireClearHeaders } from './platform/http/clear-headers';
import { logRequests } from './platform/http/log-requests';
import { followRequests } from './platform/logging/request-context';
import { UserPseudonyms } from './platform/logging/user-pseudonyms';
import { serveDocs } from './api-document/serve-docs';
import { requirePageAddresses } from './portal/page-address';
import { serveAssets } from './portal/portal-assets';
import { PortalFiles } from './portal/portal-files';

/** The maximum length of a request line: an overlong id is answered as unknown, not as too long. */
const PARAMETER_MAXIMUM = 16_384;

/** Milliseconds by which a timeout can be late: Node checks at intervals. */
const TIMEOUT_PRECISION = 5_000;

export function createAdapter(config: Config): FastifyAdapter {
  const { trustedProxies, requestTimeout } = config;
  return new FastifyAdapter({
    bodyLimit: BODY_MAXIMUM,
    // A slow client holds a connection that others need.
    requestTimeout,
    // Also limits idle keep-alive connections: Fastify would keep them open for 72 s.
    keepAliveTimeout: requestTimeout,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: requestIdOf,
    requestIdHeader: false,
    rewriteUrl: originForm,
    logger: false,
    routerOptions: { maxParamLength: PARAMETER_MAXIMUM },
    // Node would reject a request without it by itself, in another format.
    http: {
      requireHostHeader: false,
      requestTimeout,
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: Math.min(requestTimeout, TIMEOUT_PRECISION),
    },
    clientErrorHandler: clientErrorHandler(config),
    frameworkErrors: leadNowhere,
  });
}

/** An undecodable path is handled like any unknown one, through all hooks. */
function leadNowhere(_error: Error, { raw, server }: FastifyRequest, reply: FastifyReply): void {
  raw.url = NOWHERE;
  server.routing(raw, reply.raw);
}

/** Sets up everything between socket and controllers, for the server as well as the tests. */
export async function configureApp(app: NestFastifyApplication, logger: Logger): Promise<void> {
  const config = app.get(Config);
  const server = app.getHttpAdapter().getInstance();
  ignoreExpectations(server);
  limitConnections(server, config);
  endStalledConnections(server, config);
  endConnectionsOnClose(server, config);
  markRoutes(server);
  recordRoutes(server);
  followRequests(server);
  logRequests(server, logger, new UserPseudonyms(config));
  parseJsonBodies(server);
  keepBodyStreams(server);
  await sendSecurityHeaders(server, config);
  sendRequestIds(server);
  serializeListsInSlices(server);
  countUnreadAnswers(server, app.get(UnreadAnswersService));
  endTurnsWithAnswers(server);
  delayRefusals(server);
  hidePrivateAnswers(server);
  allowListedOrigins(server, config);
  server.addHook('onRequest', requireClearHeaders);
  requireAcceptableForms(server);
  await server.register(cookie);
  requirePageAddresses(server);
  serveAssets(server, app.get(PortalFiles));
  if (config.apiDocs) {
    serveDocs(app);
  }
}
