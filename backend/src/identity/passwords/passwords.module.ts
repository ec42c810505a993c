import { Module } from '@nestjs/common';
import { HashQueueService } from './hash-queue.service';
import { PasswordHasherService } from './password-hasher.service';
import { PasswordPolicyService } from './password-policy.service';
import { PasswordWorkerService } from './password-worker.service';

@Module({
  providers: [HashQueueService, PasswordHasherService, PasswordPolicyService, PasswordWorkerService],
  exports: [HashQueueService, PasswordHasherService, PasswordPolicyService],
})
export class PasswordsModule {}
