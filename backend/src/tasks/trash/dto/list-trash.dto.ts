import { Omittable } from '../../../platform/validation/omittable.decorator';
import { QueryInteger } from '../../../platform/validation/query.decorators';
import { Text } from '../../../platform/validation/text.decorator';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAXIMUM } from '../../core/task-limits';

export class ListTrashDto {
  @QueryInteger({ minimum: 1, maximum: PAGE_SIZE_MAXIMUM, default: PAGE_SIZE_DEFAULT })
  limit: number = PAGE_SIZE_DEFAULT;

  @Omittable()
  @Text({
    minimum: 1,
    maximum: 200,
    schema: { required: false, description: '`nextCursor` of the page before.' },
  })
  cursor?: string;
}
