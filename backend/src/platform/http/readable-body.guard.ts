import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Refuses a body that could not be read, but only to somebody who may use the route: who you are comes first. */
@Injectable()
export class ReadableBodyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { bodyProblem } = context.switchToHttp().getRequest<FastifyRequest>();
    if (bodyProblem) {
      throw bodyProblem;
    }
    return true;
  }
}
