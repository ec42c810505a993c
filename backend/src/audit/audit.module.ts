import { Global, Module } from '@nestjs/common';
import { AuditService } from './audit.service';

/** Global, because every feature has something to record. */
@Global()
@Module({ providers: [AuditService], exports: [AuditService] })
export class AuditModule {}
