import { Module } from '@nestjs/common';
import { HashQueue } from './hash-queue';
import { PasswordHasher } from './password-hasher.service';
import { PasswordPolicy } from './password-policy.service';
import { PasswordWorker } from './password-worker.service';

@Module({
  providers: [HashQueue, PasswordHasher, PasswordPolicy, PasswordWorker],
  exports: [HashQueue, PasswordHasher, PasswordPolicy],
})
export class PasswordsModule {}
