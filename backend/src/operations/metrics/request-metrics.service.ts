import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Counter, Histogram, Registry } from 'prom-client';
import { LIMITS } from '../../identity/throttling/limits';
import { CONCURRENCY_POLICIES } from '../../identity/throttling/limited-items';
import { LOGIN_RESULTS, loginResultOf, methodOf, policyOf, routeOf } from './request-labels';

const LOGIN = '/api/v1/auth/login';

/** In seconds; the last ones are for sign-ins queued for hashing, and for imports. */
const BUCKETS = [0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Responses, their latency, and refusals. */
@Injectable()
export class RequestMetricsService implements OnModuleInit {
  private readonly durations: Histogram<'method' | 'route' | 'status'>;
  private readonly logins: Counter<'result'>;
  private readonly throttled: Counter<'policy'>;

  constructor(
    private readonly host: HttpAdapterHost,
    registry: Registry,
  ) {
    const registers = [registry];
    this.durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the head of a request to the end of its answer; streams of events are left out.',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
      registers,
    });
    this.logins = new Counter({
      name: 'taskward_logins_total',
      help: 'Sign-ins by result.',
      labelNames: ['result'],
      registers,
    });
    this.throttled = new Counter({
      name: 'taskward_throttled_requests_total',
      help: 'Requests refused by a limit, by its policy.',
      labelNames: ['policy'],
      registers,
    });
    LOGIN_RESULTS.forEach((result) => this.logins.inc({ result }, 0));
    [...Object.keys(LIMITS), ...CONCURRENCY_POLICIES].forEach((policy) => this.throttled.inc({ policy }, 0));
  }

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('onResponse', (request, reply, done) => {
      this.record(request, reply);
      done();
    });
  }

  private record(request: FastifyRequest, reply: FastifyReply): void {
    const route = routeOf(request);
    if (reply.getHeader('content-type') !== 'text/event-stream') {
      const labels = { method: methodOf(request), route, status: reply.statusCode };
      this.durations.observe(labels, reply.elapsedTime / 1_000);
    }
    if (route === LOGIN) {
      this.logins.inc({ result: loginResultOf(reply) });
    }
    if (reply.statusCode === 429) {
      this.throttled.inc({ policy: policyOf(reply) });
    }
  }
}
