import { applyDecorators, UseGuards } from '@nestjs/common';
import { PreconditionGuard } from '../../platform/http/precondition.guard';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { ApiPrecondition } from './tasks.openapi';

/** A change of one task may say which version it is based on, and must where `REQUIRE_IF_MATCH` is on. */
export const ConditionalChange = (): MethodDecorator =>
  applyDecorators(
    UseGuards(PreconditionGuard),
    ApiPrecondition('If-Match', 'ETag that the change is based on; a setting can require it.'),
    ApiProblems('VERSION_MISMATCH', 'PRECONDITION_REQUIRED'),
  );
