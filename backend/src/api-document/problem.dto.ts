import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { type Scope, SCOPES } from '../identity/scope';
import { PROBLEMS, type ProblemCode } from '../platform/errors/problem';
import { TaskDto } from '../tasks/core/dto/task.dto';

@ApiSchema({ name: 'FieldError' })
export class FieldErrorDto {
  @ApiProperty({
    example: '/title',
    maxLength: 8_000,
    description: 'JSON pointer into the body, or the name of a parameter.',
  })
  pointer!: string;

  @ApiProperty({ example: 'INVALID', maxLength: 50, pattern: '^[A-Z_]+$' })
  code!: string;

  @ApiProperty({ example: 'This field must not be empty.', maxLength: 2_000 })
  message!: string;
}

/** The body of every error (RFC 9457). */
@ApiSchema({ name: 'Problem' })
export class ProblemDto {
  @ApiProperty({ format: 'uri', example: 'urn:taskward:problem:not-found' })
  type!: string;

  @ApiProperty({ maxLength: 200 })
  title!: string;

  @ApiProperty({ type: 'integer', minimum: 400, maximum: 599, example: 404 })
  status!: number;

  @ApiProperty({ maxLength: 2_000 })
  detail!: string;

  @ApiProperty({ enum: Object.keys(PROBLEMS), enumName: 'ProblemCode' })
  code!: ProblemCode;

  @ApiProperty({ maxLength: 64, pattern: '^[\\w.-]+$' })
  requestId!: string;

  @ApiPropertyOptional({ type: [FieldErrorDto], maxItems: 1_000, description: 'With VALIDATION_FAILED.' })
  errors?: FieldErrorDto[];

  @ApiPropertyOptional({
    type: 'integer',
    description:
      'With VALIDATION_FAILED of a file: how many errors there are, counted up to about 10,000; `errors` lists the first 100.',
  })
  errorCount?: number;

  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'string', enum: [...SCOPES] },
    maxItems: SCOPES.length,
    description: 'With INSUFFICIENT_SCOPE; empty where no personal access token is enough.',
  })
  requiredScopes?: Scope[];

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'With ALREADY_IMPORTED: when the same file was imported last.',
  })
  alreadyImportedAt?: string;

  @ApiPropertyOptional({ type: TaskDto, description: 'With VERSION_MISMATCH: the task as it is now.' })
  current?: TaskDto;
}
