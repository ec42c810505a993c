import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../identity/public.decorator';
import { Problem } from '../../platform/errors/problem';
import { HealthDto } from './health.dto';
import { ReadinessService } from './readiness.service';
import { SchemaCheckService } from './schema-check.service';

@ApiTags('Operations')
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly schema: SchemaCheckService,
    private readonly readiness: ReadinessService,
  ) {}

  @Get('live')
  @ApiOperation({
    operationId: 'isLive',
    summary: 'Whether the process answers',
    description: 'The process answers. Says nothing of the database.',
  })
  @ApiOkResponse({ type: HealthDto, description: 'It does.' })
  live(): HealthDto {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    operationId: 'isReady',
    summary: 'Whether the database is reachable and up to date',
    description: 'The database can be reached and its migrations are up to date.',
  })
  @ApiOkResponse({ type: HealthDto, description: 'It is.' })
  async ready(): Promise<HealthDto> {
    if (this.readiness.isLeaving || !(await this.schema.isUpToDate())) {
      throw new Problem('UNAVAILABLE', { headers: { 'Retry-After': '2' } });
    }
    return { status: 'ok' };
  }
}
