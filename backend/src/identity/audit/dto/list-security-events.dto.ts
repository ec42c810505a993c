import { Omittable } from '../../../platform/validation/omittable.decorator';
import { QueryInteger } from '../../../platform/validation/query.decorators';
import { Text } from '../../../platform/validation/text.decorator';

const PAGE_SIZE_DEFAULT = 50;
export const SECURITY_EVENTS_MAXIMUM = 200;

export class ListSecurityEventsDto {
  @QueryInteger({ minimum: 1, maximum: SECURITY_EVENTS_MAXIMUM, default: PAGE_SIZE_DEFAULT })
  limit: number = PAGE_SIZE_DEFAULT;

  @Omittable()
  @Text({
    minimum: 1,
    maximum: 200,
    schema: { required: false, description: '`nextCursor` of the page before.' },
  })
  cursor?: string;
}
