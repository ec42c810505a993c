import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../idempotency/idempotency.module';
import { ReplicasModule } from '../replicas/replicas.module';
import { TaskChangesModule } from '../task-changes/task-changes.module';
import { TaskExportController } from './export/task-export.controller';
import { TaskExportService } from './export/task-export.service';
import { ImportTurns } from './import/import-turns';
import { TaskImportController } from './import/task-import.controller';
import { TaskImportService } from './import/task-import.service';

/** Tasks as files, out and in. */
@Module({
  imports: [IdempotencyModule, ReplicasModule, TaskChangesModule],
  controllers: [TaskExportController, TaskImportController],
  providers: [TaskExportService, TaskImportService, ImportTurns],
})
export class TaskTransferModule {}
