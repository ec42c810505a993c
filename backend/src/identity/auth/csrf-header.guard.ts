import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import { ApiHeader, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../platform/errors/problem';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { OwnOriginGuard } from './own-origin.guard';

const CSRF_HEADER = 'X-Taskward-CSRF';

/** Requires a header field that neither a form nor a cross-site simple request can send. */
@Injectable()
export class CsrfHeaderGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (headers[CSRF_HEADER.toLowerCase()] !== '1') {
      throw new Problem('CSRF_REJECTED', { detail: `Send the header field ${CSRF_HEADER}: 1.` });
    }
    return true;
  }
}

/** Protects a route that acts on the refresh cookie, and documents both. */
export const CookieRoute = (): MethodDecorator =>
  applyDecorators(
    UseGuards(OwnOriginGuard, CsrfHeaderGuard),
    ApiSecurity('refreshCookie'),
    ApiHeader({ name: CSRF_HEADER, required: true, schema: { type: 'string', enum: ['1'] } }),
    ApiProblems('CSRF_REJECTED'),
  );
