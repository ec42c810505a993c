import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { SessionDto } from './session.dto';

@ApiSchema({ name: 'SessionList' })
export class SessionListDto {
  @ApiProperty({ type: [SessionDto] })
  items!: SessionDto[];
}
