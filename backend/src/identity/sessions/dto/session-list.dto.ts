import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { LIVE_SESSIONS_MAXIMUM } from '../session-limit.service';
import { SessionDto } from './session.dto';

@ApiSchema({ name: 'SessionList' })
export class SessionListDto {
  @ApiProperty({ type: [SessionDto], maxItems: LIVE_SESSIONS_MAXIMUM })
  items!: SessionDto[];
}
