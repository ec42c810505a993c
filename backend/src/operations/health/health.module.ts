import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { ReadinessService } from './readiness.service';
import { SchemaCheckService } from './schema-check.service';

@Module({ controllers: [HealthController], providers: [ReadinessService, SchemaCheckService] })
export class HealthModule {}
