import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module';
import type { Config } from '../config/config';
import { ConfigModule } from '../config/config.module';
import { DatabaseModule } from '../database/database.module';
import { IdempotencyKeyPurge } from '../idempotency/idempotency-key-purge.service';
import { PasswordsModule } from '../passwords/passwords.module';
import { TaskChangeNotifier } from '../task-changes/task-change-notifier.service';
import { TombstonePurge } from '../task-changes/tombstone-purge.service';
import { TrashPurge } from '../task-changes/trash-purge.service';
import { ENTITIES } from '../tasks/entities';
import { CounterPurge } from '../throttling/counter-purge.service';
import { User } from '../users/user.entity';
import { UsersService } from '../users/users.service';
import { AccountsService } from './accounts.service';
import { AuditQuery } from './audit-query';
import { DataPurge } from './data-purge.service';

/** What the administrator's commands need of the server: its services in its role, without anything that listens. */
@Module({})
export class AdminModule {
  static with(config: Config): DynamicModule {
    return {
      module: AdminModule,
      imports: [
        ConfigModule.with(config),
        DatabaseModule.with(ENTITIES),
        TypeOrmModule.forFeature([User]),
        AuditModule,
        PasswordsModule,
      ],
      providers: [
        UsersService,
        AccountsService,
        AuditQuery,
        DataPurge,
        TaskChangeNotifier,
        TrashPurge,
        TombstonePurge,
        IdempotencyKeyPurge,
        CounterPurge,
      ],
    };
  }
}
