import { Module } from '@nestjs/common';
import { IdempotencyKeyPurge } from './idempotency-key-purge.service';
import { Idempotency } from './idempotency.service';

@Module({ providers: [Idempotency, IdempotencyKeyPurge], exports: [Idempotency] })
export class IdempotencyModule {}
