import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../../identity/idempotency/idempotency.module';
import { TaskChangesModule } from '../changes/task-changes.module';
import { TaskBulkController } from './task-bulk.controller';
import { TaskBulkService } from './task-bulk.service';

@Module({
  imports: [IdempotencyModule, TaskChangesModule],
  controllers: [TaskBulkController],
  providers: [TaskBulkService],
})
export class TaskBulkModule {}
