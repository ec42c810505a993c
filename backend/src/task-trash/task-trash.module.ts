import { Module } from '@nestjs/common';
import { TaskChangesModule } from '../task-changes/task-changes.module';
import { TaskTrashController } from './task-trash.controller';
import { TaskTrashService } from './task-trash.service';

@Module({
  imports: [TaskChangesModule],
  controllers: [TaskTrashController],
  providers: [TaskTrashService],
})
export class TaskTrashModule {}
