import { QueryChoice } from '../../../../platform/validation/query.decorators';
import { Omittable } from '../../../../platform/validation/omittable.decorator';
import { IsIn } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IMPORT_FORMATS, type ImportFormatName } from '../import-format';

export class ImportTasksDto {
  @Omittable()
  @IsIn(IMPORT_FORMATS, { message: `must be one of: ${IMPORT_FORMATS.join(', ')}` })
  @ApiPropertyOptional({
    enum: [...IMPORT_FORMATS],
    description: 'Without it the content type decides between `csv` and `json`.',
  })
  format?: ImportFormatName;

  @QueryChoice(['true', 'false'], 'false')
  dryRun: 'true' | 'false' = 'false';
}
