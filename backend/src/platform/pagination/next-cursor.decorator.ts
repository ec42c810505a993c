import { ApiProperty } from '@nestjs/swagger';
import { CURSOR_FORM } from '../openapi/text-schemas';

/** Where the next page begins. */
export const NextCursor = (): PropertyDecorator =>
  ApiProperty({
    ...CURSOR_FORM,
    type: String,
    nullable: true,
    description: 'Opaque; null on the last page.',
  });
