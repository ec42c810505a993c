import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountExportRegistry } from '../../identity/account/account-export.registry';
import { AccountRemovalService } from '../../identity/account/account-removal.service';
import { AuditModule } from '../../identity/audit/audit.module';
import type { Config } from '../../platform/config/config';
import { ConfigModule } from '../../platform/config/config.module';
import { DatabaseModule } from '../../platform/schema/database.module';
import { IdempotencyKeyPurgeService } from '../../identity/idempotency/idempotency-key-purge.service';
import { PasswordsModule } from '../../identity/passwords/passwords.module';
import { PersonalTokensService } from '../../identity/personal-tokens/personal-tokens.service';
import { TaskChangeNotifierService } from '../../tasks/feed/task-change-notifier.service';
import { TombstonePurgeService } from '../../tasks/feed/tombstone-purge.service';
import { ACCOUNT_TASKS } from '../../tasks/transfer/export/account-tasks';
import { ACCOUNT_IMPORTS } from '../../tasks/transfer/undo/account-imports';
import { TaskImportPurgeService } from '../../tasks/transfer/undo/task-import-purge.service';
import { TrashPurgeService } from '../../tasks/trash/trash-purge.service';
import { ENTITIES } from '../../tasks/entities';
import { CounterPurgeService } from '../../identity/throttling/counter-purge.service';
import { User } from '../../identity/users/user.entity';
import { UsersService } from '../../identity/users/users.service';
import { AccountsService } from './accounts.service';
import { AuditQuery } from './audit.query';
import { DataPurgeService } from './data-purge.service';

/** The server's services for the administrator's commands, without any listeners. */
@Module({})
export class AdminModule {
  constructor(features: AccountExportRegistry) {
    features.add(ACCOUNT_TASKS);
    features.add(ACCOUNT_IMPORTS);
  }

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
        AccountExportRegistry,
        AccountRemovalService,
        AccountsService,
        PersonalTokensService,
        AuditQuery,
        DataPurgeService,
        TaskChangeNotifierService,
        TrashPurgeService,
        TombstonePurgeService,
        IdempotencyKeyPurgeService,
        TaskImportPurgeService,
        CounterPurgeService,
      ],
    };
  }
}
