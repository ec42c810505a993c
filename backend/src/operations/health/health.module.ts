import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { Readiness } from './readiness';
import { SchemaCheckService } from './schema-check.service';

@Module({ controllers: [HealthController], providers: [Readiness, SchemaCheckService] })
export class HealthModule {}
