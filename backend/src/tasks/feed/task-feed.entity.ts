import { Check, Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { User } from '../../identity/users/user.entity';

/**
 * Per-person counters. Every change takes the next position and keeps this row locked until its commit, so positions
 * follow commit order, and a reader that has seen one never misses an earlier one.
 */
@Entity('task_feeds')
@Check('task_feeds_open_tasks', 'open_tasks >= 0')
@Check('task_feeds_kept_tasks', 'kept_tasks IS NOT NULL AND kept_tasks >= 0')
export class TaskFeed {
  @PrimaryColumn('uuid', { name: 'owner_id', primaryKeyConstraintName: 'task_feeds_pkey' })
  ownerId!: string;

  @OneToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'task_feeds_owner_id_fkey' })
  owner?: User;

  /** The position of the latest change; a bigint, so text. */
  @Column('bigint', { default: 0 })
  position!: string;

  /** Tombstones up to this position have been purged; older cursors must start over. */
  @Column('bigint', { name: 'forgotten_position', default: 0 })
  forgottenPosition!: string;

  /** Maintained by a trigger on the task table. */
  @Column('integer', { name: 'open_tasks', default: 0 })
  openTasks!: number;

  /** Including those completed and in the trash; maintained by the same trigger. */
  @Column('integer', { name: 'kept_tasks', default: 0 })
  keptTasks!: number;
}
