import { applyDecorators } from '@nestjs/common';
import { Omittable } from '../../platform/validation/omittable.decorator';
import { Text } from '../../platform/validation/text.decorator';

export const DISPLAY_NAME_MAXIMUM = 100;

/** The person's preferred name; optional. */
export const DisplayName = (): PropertyDecorator =>
  applyDecorators(
    Omittable(),
    Text({
      minimum: 1,
      maximum: DISPLAY_NAME_MAXIMUM,
      trim: true,
      schema: { required: false, example: 'Ada Lovelace' },
    }),
  );
