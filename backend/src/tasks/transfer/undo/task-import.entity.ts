import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { User } from '../../../identity/users/user.entity';

/** An import. Its tasks are found by their change position, which they keep until they are changed. */
@Entity('task_imports')
@Index('task_imports_by_age', ['createdAt'])
export class TaskImport {
  @PrimaryColumn('uuid', { name: 'owner_id', primaryKeyConstraintName: 'task_imports_pkey' })
  ownerId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'task_imports_owner_id_fkey' })
  owner?: User;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'task_imports_pkey' })
  id!: string;

  @Column('text')
  format!: string;

  /** SHA-256 of the file, base64url. */
  @Column('text')
  digest!: string;

  /** Number of tasks created. */
  @Column('integer')
  tasks!: number;

  /** A bigint, so text. */
  @Column('bigint', { name: 'change_position' })
  changePosition!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'undone_at', precision: 3, nullable: true })
  undoneAt!: Date | null;

  /** Number of tasks moved to the trash by undoing it. */
  @Column('integer', { nullable: true })
  removed!: number | null;
}
