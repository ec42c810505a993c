import { QueryChoice } from '../../../../platform/validation/query.decorators';
import { Omittable } from '../../../../platform/validation/omittable.decorator';
import { IsIn } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IMPORT_FORMATS, type ImportFormatName } from '../import-format';

const REPEATS = ['allow', 'refuse'] as const;
export type Repeat = (typeof REPEATS)[number];

export class ImportTasksDto {
  @Omittable()
  @IsIn(IMPORT_FORMATS, { message: `must be one of: ${IMPORT_FORMATS.join(', ')}` })
  @ApiPropertyOptional({
    enum: [...IMPORT_FORMATS],
    description: 'Without it the content type decides between `csv`, `json` and `ics`.',
  })
  format?: ImportFormatName;

  @QueryChoice(['true', 'false'], 'false')
  dryRun: 'true' | 'false' = 'false';

  @Omittable()
  @IsIn(REPEATS, { message: `must be one of: ${REPEATS.join(', ')}` })
  @ApiPropertyOptional({
    enum: [...REPEATS],
    description:
      'Whether a file that was imported before makes its tasks once more, as it does without this, or is refused with 409 `ALREADY_IMPORTED`.',
  })
  repeat?: Repeat;
}
