import { CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { User } from '../../identity/users/user.entity';

/** Marks a permanently deleted task for later readers of the change feed. */
@Entity('task_tombstones')
@Index('task_tombstones_by_age', ['createdAt'])
export class TaskTombstone {
  @PrimaryColumn('uuid', { name: 'owner_id', primaryKeyConstraintName: 'task_tombstones_pkey' })
  ownerId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'task_tombstones_owner_id_fkey' })
  owner?: User;

  @PrimaryColumn('bigint', { name: 'change_position', primaryKeyConstraintName: 'task_tombstones_pkey' })
  changePosition!: string;

  @PrimaryColumn('uuid', { name: 'task_id', primaryKeyConstraintName: 'task_tombstones_pkey' })
  taskId!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt!: Date;
}
