import { ApiProperty, ApiSchema, OmitType } from '@nestjs/swagger';
import { PersonalTokenDto } from '../../personal-tokens/dto/personal-token.dto';
import { SecurityEventDto } from '../../audit/dto/security-event.dto';
import { USER_AGENT_MAXIMUM } from '../../../platform/http/client';
import { SessionDto } from '../../sessions/dto/session.dto';
import { UserDto } from '../../users/user.dto';

@ApiSchema({ name: 'ExportedSession' })
export class ExportedSessionDto extends OmitType(SessionDto, ['current']) {
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revokedAt!: string | null;

  @ApiProperty({ type: String, nullable: true, maxLength: 50, pattern: '^[a-z-]+$', example: 'sign-out' })
  revokedReason!: string | null;
}

@ApiSchema({ name: 'ExportedSecurityEvent' })
export class ExportedSecurityEventDto extends OmitType(SecurityEventDto, ['current']) {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The session that did it.' })
  sessionId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'What it was done to.' })
  targetId!: string | null;

  @ApiProperty({ type: String, nullable: true, maxLength: USER_AGENT_MAXIMUM })
  userAgent!: string | null;

  @ApiProperty({ type: String, nullable: true, maxLength: 64, pattern: '^[\\w.-]+$' })
  requestId!: string | null;
}

/** All data stored about a person, except secrets; `AccountExportRegistry` adds the sections of other features. */
@ApiSchema({ name: 'AccountExport' })
export class AccountExportDto {
  @ApiProperty({ format: 'date-time' })
  exportedAt!: string;

  @ApiProperty({ type: UserDto })
  profile!: UserDto;

  @ApiProperty({ type: [ExportedSessionDto] })
  sessions!: ExportedSessionDto[];

  @ApiProperty({ type: [PersonalTokenDto] })
  accessTokens!: PersonalTokenDto[];

  @ApiProperty({ type: [ExportedSecurityEventDto] })
  securityEvents!: ExportedSecurityEventDto[];
}
