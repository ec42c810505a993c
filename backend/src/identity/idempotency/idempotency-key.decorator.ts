import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../platform/errors/problem';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';

const FORM = /^[\x21-\x7e]{1,255}$/;

/**
 * The request's `Idempotency-Key`; undefined without one (draft-ietf-httpapi-idempotency-key-header).
 * @throws Problem MALFORMED_REQUEST
 */
export const IdempotencyKeyOf = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const key = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (key === undefined || (typeof key === 'string' && FORM.test(key))) {
    return key;
  }
  throw new Problem('MALFORMED_REQUEST', {
    detail: 'The header field Idempotency-Key must hold 1 to 255 visible ASCII characters.',
  });
});

export const ApiIdempotent = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      schema: { type: 'string', pattern: FORM.source, minLength: 1, maxLength: 255 },
      description:
        'Made up by the client for this request. Sent again within 24 hours, the request is answered as before and nothing is done twice.',
    }),
    ApiProblems('IDEMPOTENCY_IN_FLIGHT', 'IDEMPOTENCY_MISMATCH', 'RATE_LIMITED'),
  );
