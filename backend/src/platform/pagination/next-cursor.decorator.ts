import { ApiProperty } from '@nestjs/swagger';
import { CURSOR_FORM } from '../openapi/text-schemas';

/** The cursor of the next page. */
export const NextCursor = (): PropertyDecorator =>
  ApiProperty({
    ...CURSOR_FORM,
    type: String,
    nullable: true,
    description: 'Opaque; null on the last page.',
  });
