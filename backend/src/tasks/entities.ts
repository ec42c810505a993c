import type { Entities } from '../database/data-source';
import { TaskFeed } from '../task-changes/task-feed.entity';
import { TaskTombstone } from '../task-changes/task-tombstone.entity';
import { IDENTITY_ENTITIES } from '../users/entities';
import { Task } from './task.entity';

/** All tables: those of this wing, and of the one below. No wing above has any. */
export const ENTITIES: Entities = [...IDENTITY_ENTITIES, Task, TaskFeed, TaskTombstone];
