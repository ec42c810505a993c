import { Module } from '@nestjs/common';
import { TaskSummaryController } from './task-summary.controller';
import { TaskSummaryService } from './task-summary.service';

@Module({ controllers: [TaskSummaryController], providers: [TaskSummaryService] })
export class TaskSummaryModule {}
