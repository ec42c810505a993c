import { Module } from '@nestjs/common';
import { ReplicaReadsService } from './replica-reads.service';

@Module({ providers: [ReplicaReadsService], exports: [ReplicaReadsService] })
export class ReplicasModule {}
