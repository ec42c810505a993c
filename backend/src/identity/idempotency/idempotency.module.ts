import { Module } from '@nestjs/common';
import { IdempotencyKeyPurgeService } from './idempotency-key-purge.service';
import { IdempotencyService } from './idempotency.service';

@Module({ providers: [IdempotencyService, IdempotencyKeyPurgeService], exports: [IdempotencyService] })
export class IdempotencyModule {}
