import {
  Check,
  Column,
  CreateDateColumn,
  DeleteDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  Unique,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import { User } from '../../identity/users/user.entity';
import { DESCRIPTION_MAXIMUM, TAGS_MAXIMUM, TITLE_MAXIMUM } from './task-limits';

export const PRIORITIES = ['none', 'low', 'medium', 'high'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Each list order has an index headed by the owner; expression and covering indexes are in migrations only. */
@Entity('tasks')
@Unique('tasks_owner_id_id_unique', ['ownerId', 'id'])
@Index('tasks_by_created_at', ['ownerId', 'createdAt', 'id'], { where: 'deleted_at IS NULL' })
@Index('tasks_by_updated_at', ['ownerId', 'updatedAt', 'id'], { where: 'deleted_at IS NULL' })
@Index('tasks_by_title', ['ownerId', 'title', 'id'], { where: 'deleted_at IS NULL' })
@Index('tasks_by_priority', { synchronize: false })
@Index('tasks_by_due_date_ascending', { synchronize: false })
@Index('tasks_by_due_date_descending', { synchronize: false })
@Index('tasks_by_change', ['ownerId', 'changePosition', 'id'])
@Index('tasks_by_search_terms', { synchronize: false })
@Index('tasks_in_trash', ['ownerId', 'deletedAt', 'id'], { where: 'deleted_at IS NOT NULL' })
@Index('tasks_by_external_id', ['ownerId', 'externalSource', 'externalId'], {
  unique: true,
  where: 'external_id IS NOT NULL',
})
@Check('tasks_title_length', `char_length(title) BETWEEN 1 AND ${TITLE_MAXIMUM}`)
@Check('tasks_description_length', `char_length(description) <= ${DESCRIPTION_MAXIMUM}`)
@Check('tasks_tags_count', `cardinality(tags) <= ${TAGS_MAXIMUM}`)
@Check('tasks_tags_length', 'task_tags_fit(tags)')
@Check('tasks_external_both', '(external_source IS NULL) = (external_id IS NULL)')
export class Task {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tasks_pkey' })
  id!: string;

  @Column('uuid', { name: 'owner_id' })
  ownerId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'tasks_owner_id_fkey' })
  owner?: User;

  @Column({ type: 'text', collation: 'task_title' })
  title!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  @Column({ type: 'timestamptz', name: 'completed_at', precision: 3, nullable: true })
  completedAt!: Date | null;

  @Column('enum', { enum: PRIORITIES, enumName: 'task_priority', default: 'none' })
  priority!: Priority;

  /** A calendar date `YYYY-MM-DD`, not an instant. */
  @Column('date', { name: 'due_date', nullable: true })
  dueDate!: string | null;

  @Column('text', { array: true, default: '{}' })
  tags!: string[];

  /** Maintained by a trigger; null for rows whose tags have not been written since the trigger exists. */
  @Column('text', { name: 'tags_folded', array: true, nullable: true, default: '{}', select: false })
  tagsFolded?: string[] | null;

  @VersionColumn({ default: 1 })
  version!: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  updatedAt!: Date;

  @DeleteDateColumn({ name: 'deleted_at', type: 'timestamptz', precision: 3 })
  deletedAt!: Date | null;

  /** The position of the last change in the owner's change feed; a bigint, so text. */
  @Column('bigint', { name: 'change_position', default: 0 })
  changePosition!: string;

  /** The pipeline that owns the task, and its id there. */
  @Column('text', { name: 'external_source', nullable: true })
  externalSource!: string | null;

  @Column('text', { name: 'external_id', nullable: true })
  externalId!: string | null;
}
