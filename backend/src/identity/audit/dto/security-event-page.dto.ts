import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { NextCursor } from '../../../platform/pagination/next-cursor.decorator';
import { SECURITY_EVENTS_MAXIMUM } from './list-security-events.dto';
import { SecurityEventDto } from './security-event.dto';

@ApiSchema({ name: 'SecurityEventPage' })
export class SecurityEventPageDto {
  @ApiProperty({ type: [SecurityEventDto], maxItems: SECURITY_EVENTS_MAXIMUM })
  items!: SecurityEventDto[];

  @NextCursor()
  nextCursor!: string | null;
}
