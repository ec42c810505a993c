import { ApiProperty, ApiSchema } from '@nestjs/swagger';

export const OPERATIONS = ['created', 'updated', 'deleted'] as const;

@ApiSchema({ name: 'TaskEvent' })
export class TaskEventDto {
  @ApiProperty({
    enum: [...OPERATIONS],
    description:
      'What became of the task. Changes shortly after each other are told as one: an `updated` task may be unknown to the reader, as may a `deleted` one.',
  })
  op!: (typeof OPERATIONS)[number];

  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    minimum: 1,
    description: 'Null when the task is deleted for good.',
  })
  version!: number | null;
}
