import { IsIn, ValidateBy } from 'class-validator';
import { CalendarDate } from '../../../platform/validation/calendar-date.decorator';
import { Omittable } from '../../../platform/validation/omittable.decorator';
import { CommaList, QueryChoice, QueryInteger } from '../../../platform/validation/query.decorators';
import { Text } from '../../../platform/validation/text.decorator';
import { PRIORITIES, type Priority } from '../task.entity';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAXIMUM, SEARCH_WORDS_MAXIMUM, TAGS_MAXIMUM } from '../task-limits';
import { SORTS, type Sort } from '../task-order';
import { TAG_SCHEMA, TagRules } from './tags.decorator';

export const STATUSES = ['all', 'open', 'completed'] as const;

/** Every word costs an index lookup. */
const FewWords = (): PropertyDecorator =>
  ValidateBy({
    name: 'fewWords',
    validator: {
      validate: (value: unknown) =>
        typeof value !== 'string' || value.split(/\s+/u).filter(Boolean).length <= SEARCH_WORDS_MAXIMUM,
      defaultMessage: () => `must hold at most ${SEARCH_WORDS_MAXIMUM} words`,
    },
  });

export class ListTasksDto {
  @QueryChoice(STATUSES, 'all')
  status: (typeof STATUSES)[number] = 'all';

  @CommaList(PRIORITIES.length, {
    items: { type: 'string', enum: [...PRIORITIES] },
    description: 'A task with any of these priorities is found.',
  })
  @IsIn(PRIORITIES, { each: true, message: `must be a comma list of: ${PRIORITIES.join(', ')}` })
  priority?: Priority[];

  @CommaList(TAGS_MAXIMUM, {
    items: TAG_SCHEMA,
    description:
      'A task with any of these tags, in whatever letter case, is found. In a tag `\\,` stands for a comma and `\\\\` for a backslash.',
  })
  @TagRules()
  tag?: string[];

  @Omittable()
  @CalendarDate({ required: false, description: 'Due on this day or later.' })
  dueFrom?: string;

  @Omittable()
  @CalendarDate({ required: false, description: 'Due on this day or earlier.' })
  dueTo?: string;

  @Omittable()
  @FewWords()
  @Text({
    minimum: 0,
    maximum: 200,
    trim: true,
    schema: {
      required: false,
      description: `Up to ${SEARCH_WORDS_MAXIMUM} words that must all occur in title, description or tags.`,
    },
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
