import { applyDecorators, UseGuards } from '@nestjs/common';
import { PreconditionGuard } from '../../platform/http/precondition.guard';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { ApiPrecondition } from './tasks.openapi';

/** Supports `If-Match` on a change of one task; required if `REQUIRE_IF_MATCH` is on. */
export const ConditionalChange = (): MethodDecorator =>
  applyDecorators(
    UseGuards(PreconditionGuard),
    ApiPrecondition('If-Match', 'ETag that the change is based on; a setting can require it.'),
    ApiProblems('VERSION_MISMATCH', 'PRECONDITION_REQUIRED'),
  );
