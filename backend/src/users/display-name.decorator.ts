import { applyDecorators } from '@nestjs/common';
import { Omittable } from '../validation/omittable.decorator';
import { Text } from '../validation/text.decorator';

/** What a person wants to be called; it may be left out. */
export const DisplayName = (): PropertyDecorator =>
  applyDecorators(
    Omittable(),
    Text({ minimum: 1, maximum: 100, trim: true, schema: { required: false, example: 'Ada Lovelace' } }),
  );
