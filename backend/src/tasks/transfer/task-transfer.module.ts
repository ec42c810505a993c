import { Module } from '@nestjs/common';
import { AccountExportRegistry } from '../../identity/account/account-export.registry';
import { AccountModule } from '../../identity/account/account.module';
import { ExportsModule } from '../../identity/exports/exports.module';
import { IdempotencyModule } from '../../identity/idempotency/idempotency.module';
import { LastingAccessModule } from '../../identity/lasting-access/lasting-access.module';
import { ReplicasModule } from '../replicas/replicas.module';
import { TaskFeedModule } from '../feed/task-feed.module';
import { ACCOUNT_TASKS } from './export/account-tasks';
import { TaskExportController } from './export/task-export.controller';
import { TaskExportService } from './export/task-export.service';
import { ImportTurnsService } from './import/import-turns.service';
import { TaskImportController } from './import/task-import.controller';
import { TaskImportService } from './import/task-import.service';
import { TemporaryFilesService } from './import/temporary-files.service';
import { UploadsService } from './import/uploads.service';
import { ACCOUNT_IMPORTS } from './undo/account-imports';
import { TaskImportPurgeService } from './undo/task-import-purge.service';
import { TaskImportsController } from './undo/task-imports.controller';
import { TaskImportsService } from './undo/task-imports.service';

/** Export and import of tasks as files. */
@Module({
  imports: [
    AccountModule,
    ExportsModule,
    IdempotencyModule,
    LastingAccessModule,
    ReplicasModule,
    TaskFeedModule,
  ],
  controllers: [TaskExportController, TaskImportController, TaskImportsController],
  providers: [
    TaskExportService,
    TaskImportService,
    ImportTurnsService,
    TemporaryFilesService,
    UploadsService,
    TaskImportsService,
    TaskImportPurgeService,
  ],
  exports: [TemporaryFilesService, UploadsService],
})
export class TaskTransferModule {
  constructor(accountExport: AccountExportRegistry) {
    accountExport.add(ACCOUNT_TASKS);
    accountExport.add(ACCOUNT_IMPORTS);
  }
}
