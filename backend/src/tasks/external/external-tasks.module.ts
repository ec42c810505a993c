import { Module } from '@nestjs/common';
import { TaskFeedModule } from '../feed/task-feed.module';
import { ExternalTasksController } from './external-tasks.controller';
import { ExternalTasksService } from './external-tasks.service';

@Module({
  imports: [TaskFeedModule],
  controllers: [ExternalTasksController],
  providers: [ExternalTasksService],
})
export class ExternalTasksModule {}
