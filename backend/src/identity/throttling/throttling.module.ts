import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountKeys } from './account-key';
import { AttemptCounters } from './attempt-counters.service';
import { CounterPurge } from './counter-purge.service';
import { DeviceCookie } from './device-cookie';
import { DeviceTokens } from './device-token';
import { KnownDevices } from './known-devices.service';
import { LimitCounters } from './limit-counters.service';
import { PasswordAttempts } from './password-attempts.service';
import { PasswordBackoff } from './password-backoff.entity';
import { PasswordBackoffs } from './password-backoffs.service';
import { RecordedActionsService } from './recorded-actions.service';

@Module({
  imports: [TypeOrmModule.forFeature([PasswordBackoff])],
  providers: [
    AccountKeys,
    AttemptCounters,
    CounterPurge,
    DeviceCookie,
    DeviceTokens,
    KnownDevices,
    LimitCounters,
    PasswordAttempts,
    PasswordBackoffs,
    RecordedActionsService,
  ],
  exports: [DeviceCookie, KnownDevices, LimitCounters, PasswordAttempts, RecordedActionsService],
})
export class ThrottlingModule {}
