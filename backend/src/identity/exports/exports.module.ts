import { Module } from '@nestjs/common';
import { LastingAccessModule } from '../lasting-access/lasting-access.module';
import { ExportsService } from './exports.service';

@Module({ imports: [LastingAccessModule], providers: [ExportsService], exports: [ExportsService] })
export class ExportsModule {}
