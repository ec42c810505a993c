import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config/config';
import { Problem } from '../errors/problem';

/** If `REQUIRE_IF_MATCH` is on, a change must name the version it is based on (RFC 6585 section 3). */
@Injectable()
export class PreconditionGuard implements CanActivate {
  constructor(private readonly config: Config) {}

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.config.requireIfMatch && headers['if-match'] === undefined) {
      throw new Problem('PRECONDITION_REQUIRED', {
        detail: 'Send the ETag that the change is based on as If-Match.',
      });
    }
    return true;
  }
}
