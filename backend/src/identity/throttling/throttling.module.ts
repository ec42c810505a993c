import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountKeysService } from './account-keys.service';
import { AttemptCountersService } from './attempt-counters.service';
import { CounterPurgeService } from './counter-purge.service';
import { DeviceCookieService } from './device-cookie.service';
import { DeviceTokensService } from './device-tokens.service';
import { KnownDevicesService } from './known-devices.service';
import { LimitCountersService } from './limit-counters.service';
import { PasswordAttemptsService } from './password-attempts.service';
import { PasswordBackoff } from './password-backoff.entity';
import { PasswordBackoffsService } from './password-backoffs.service';
import { RecordedActionsService } from './recorded-actions.service';

@Module({
  imports: [TypeOrmModule.forFeature([PasswordBackoff])],
  providers: [
    AccountKeysService,
    AttemptCountersService,
    CounterPurgeService,
    DeviceCookieService,
    DeviceTokensService,
    KnownDevicesService,
    LimitCountersService,
    PasswordAttemptsService,
    PasswordBackoffsService,
    RecordedActionsService,
  ],
  exports: [
    DeviceCookieService,
    KnownDevicesService,
    LimitCountersService,
    PasswordAttemptsService,
    RecordedActionsService,
  ],
})
export class ThrottlingModule {}
