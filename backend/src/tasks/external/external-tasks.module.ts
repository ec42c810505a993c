import { Module } from '@nestjs/common';
import { TaskChangesModule } from '../changes/task-changes.module';
import { ExternalTasksController } from './external-tasks.controller';
import { ExternalTasksService } from './external-tasks.service';

@Module({
  imports: [TaskChangesModule],
  controllers: [ExternalTasksController],
  providers: [ExternalTasksService],
})
export class ExternalTasksModule {}
