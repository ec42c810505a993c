import { IsIn } from 'class-validator';
import { CalendarDate } from '../../validation/calendar-date.decorator';
import { Omittable } from '../../validation/omittable.decorator';
import { CommaList, QueryChoice, QueryInteger } from '../../validation/query.decorators';
import { Text } from '../../validation/text.decorator';
import { PRIORITIES, type Priority } from '../task.entity';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAXIMUM, TAGS_MAXIMUM } from '../task-limits';
import { SORTS, type Sort } from '../task-order';
import { TAG_SCHEMA, TagRules } from './tags.decorator';

export const STATUSES = ['all', 'open', 'completed'] as const;

export class ListTasksDto {
  @QueryChoice(STATUSES, 'all')
  status: (typeof STATUSES)[number] = 'all';

  @CommaList(PRIORITIES.length, {
    items: { type: 'string', enum: [...PRIORITIES] },
    description: 'A task with any of these priorities is found.',
  })
  @IsIn(PRIORITIES, { each: true, message: `must be a comma list of: ${PRIORITIES.join(', ')}` })
  priority?: Priority[];

  @CommaList(TAGS_MAXIMUM, { items: TAG_SCHEMA, description: 'A task with any of these tags is found.' })
  @TagRules()
  tag?: string[];

  @Omittable()
  @CalendarDate({ required: false, description: 'Due on this day or later.' })
  dueFrom?: string;

  @Omittable()
  @CalendarDate({ required: false, description: 'Due on this day or earlier.' })
  dueTo?: string;

  @Omittable()
  @Text({
    minimum: 0,
    maximum: 200,
    trim: true,
    schema: { required: false, description: 'Words that must all occur in title or description.' },
  })
  q?: string;

  @QueryChoice(SORTS, '-createdAt')
  sort: Sort = '-createdAt';

  @QueryInteger({ minimum: 1, maximum: PAGE_SIZE_MAXIMUM, default: PAGE_SIZE_DEFAULT })
  limit: number = PAGE_SIZE_DEFAULT;

  @Omittable()
  @Text({
    minimum: 1,
    maximum: 2_000,
    schema: { required: false, description: '`nextCursor` of the page before.' },
  })
  cursor?: string;
}
