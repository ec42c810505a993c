import { Global, Module } from '@nestjs/common';
import { AuditService } from './audit.service';
import { SecurityEventsController } from './security-events.controller';
import { SecurityEventsService } from './security-events.service';

/** Global, because every feature has something to record. */
@Global()
@Module({
  controllers: [SecurityEventsController],
  providers: [AuditService, SecurityEventsService],
  exports: [AuditService],
})
export class AuditModule {}
