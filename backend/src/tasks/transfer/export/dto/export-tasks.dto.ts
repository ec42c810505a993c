import { QueryChoice } from '../../../../platform/validation/query.decorators';
import { EXPORT_FORMATS, type ExportFormatName } from '../export-formats';

export class ExportTasksDto {
  @QueryChoice(EXPORT_FORMATS, 'json')
  format: ExportFormatName = 'json';
}
