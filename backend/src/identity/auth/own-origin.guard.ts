import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config';
import { Problem } from '../../platform/errors/problem';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';

/**
 * Refuses requests that a browser sends on behalf of another site (ASVS V3.5.1, V3.5.8). Scripts send neither
 * `Origin` nor `Sec-Fetch-Site` and pass.
 */
@Injectable()
export class OwnOriginGuard implements CanActivate {
  private readonly ownOrigins: ReadonlySet<string>;
  private readonly listedOrigins: ReadonlySet<string>;

  constructor({ publicUrl, corsOrigins }: Config) {
    this.listedOrigins = new Set(corsOrigins);
    this.ownOrigins = new Set([publicUrl.origin, ...corsOrigins]);
  }

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const { origin } = headers;
    const site = headers['sec-fetch-site'];
    const originIsOwn = origin === undefined || this.ownOrigins.has(origin);
    const siteIsOwn =
      site === undefined || site === 'same-origin' || site === 'none' || this.listedOrigins.has(origin ?? '');
    if (!originIsOwn || !siteIsOwn) {
      throw new Problem('CSRF_REJECTED');
    }
    return true;
  }
}

/** Protects a route that signs somebody in. */
export const FromOwnOrigin = (): MethodDecorator =>
  applyDecorators(UseGuards(OwnOriginGuard), ApiProblems('CSRF_REJECTED'));
