import { Module } from '@nestjs/common';
import { ReplicaReads } from './replica-reads.service';

@Module({ providers: [ReplicaReads], exports: [ReplicaReads] })
export class ReplicasModule {}
