import { Module } from '@nestjs/common';
import { LastingAccessModule } from '../../identity/lasting-access/lasting-access.module';
import { TaskChangesModule } from '../changes/task-changes.module';
import { TaskTrashController } from './task-trash.controller';
import { TaskTrashService } from './task-trash.service';

@Module({
  imports: [LastingAccessModule, TaskChangesModule],
  controllers: [TaskTrashController],
  providers: [TaskTrashService],
})
export class TaskTrashModule {}
