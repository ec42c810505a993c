import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { User } from '../users/user.entity';

/** The answer to a request that may be sent again. Written by the transaction that does what was asked for. */
@Entity('idempotency_keys')
@Index('idempotency_keys_by_age', ['createdAt'])
export class IdempotencyKey {
  @PrimaryColumn('uuid', { name: 'owner_id', primaryKeyConstraintName: 'idempotency_keys_pkey' })
  ownerId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'idempotency_keys_owner_id_fkey' })
  owner?: User;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_keys_pkey' })
  key!: string;

  /** Of what was asked for; another request under the same key is refused. */
  @Column('text')
  fingerprint!: string;

  @Column('json')
  answer!: unknown;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt!: Date;
}
