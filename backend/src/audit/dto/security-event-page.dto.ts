import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { SecurityEventDto } from './security-event.dto';

@ApiSchema({ name: 'SecurityEventPage' })
export class SecurityEventPageDto {
  @ApiProperty({ type: [SecurityEventDto] })
  items!: SecurityEventDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Opaque; null on the last page.' })
  nextCursor!: string | null;
}
