import type { Entities } from '../platform/schema/data-source';
import { TaskFeed } from './feed/task-feed.entity';
import { TaskTombstone } from './feed/task-tombstone.entity';
import { IDENTITY_ENTITIES } from '../identity/entities';
import { Task } from './core/task.entity';
import { TaskImport } from './transfer/undo/task-import.entity';

/** All tables: those of the tasks and of the layer below. Higher layers have none. */
export const ENTITIES: Entities = [...IDENTITY_ENTITIES, Task, TaskFeed, TaskTombstone, TaskImport];
