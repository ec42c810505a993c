import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountBudget } from './account-budget';
import { AccountKeys } from './account-key';
import { AttemptCounters } from './attempt-counters.service';
import { CounterPurge } from './counter-purge.service';
import { DeviceCookie } from './device-cookie';
import { DeviceTokens } from './device-token';
import { KnownDevices } from './known-devices.service';
import { PasswordAttempts } from './password-attempts.service';
import { PasswordBackoff } from './password-backoff.entity';
import { PasswordBackoffs } from './password-backoffs.service';
import { SourceLimiters } from './source-limiters';

@Module({
  imports: [TypeOrmModule.forFeature([PasswordBackoff])],
  providers: [
    AccountBudget,
    AccountKeys,
    AttemptCounters,
    CounterPurge,
    DeviceCookie,
    DeviceTokens,
    KnownDevices,
    PasswordAttempts,
    PasswordBackoffs,
    SourceLimiters,
  ],
  exports: [DeviceCookie, KnownDevices, PasswordAttempts, SourceLimiters],
})
export class ThrottlingModule {}
