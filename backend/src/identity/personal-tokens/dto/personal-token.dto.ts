import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TOKEN_NAME_MAXIMUM } from '../personal-token.entity';
import { shownPrefixOf } from '../personal-token';
import { type Scope, SCOPES } from '../../scope';

@ApiSchema({ name: 'AccessToken' })
export class PersonalTokenDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'Nightly build', minLength: 1, maxLength: TOKEN_NAME_MAXIMUM })
  name!: string;

  @ApiProperty({ type: 'array', items: { type: 'string', enum: [...SCOPES] }, maxItems: SCOPES.length })
  scopes!: Scope[];

  @ApiProperty({
    description: 'How the token begins, to recognise it by.',
    maxLength: 40,
    pattern: '^twd_[A-Za-z0-9_-]+$',
    example: 'twd_019aa3f2c07b7d1e',
  })
  prefix!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'To the minute; null if never.',
  })
  lastUsedAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;
}

/** A row of `PERSONAL_TOKEN_COLUMNS`; instants arrive as RFC 3339 text. */
export type PersonalTokenRow = Omit<PersonalTokenDto, 'prefix'>;

/** The columns of a response under their names in it; the hash is not included. */
export const PERSONAL_TOKEN_COLUMNS = [
  'id',
  'name',
  'scopes',
  'created_at AS "createdAt"',
  'last_used_at AS "lastUsedAt"',
  'expires_at AS "expiresAt"',
].join(', ');

export function toPersonalTokenDto(row: PersonalTokenRow): PersonalTokenDto {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    prefix: shownPrefixOf(row.id),
    createdAt: row.createdAt,
    lastUsedAt: row.lastUsedAt,
    expiresAt: row.expiresAt,
  };
}
