import { Module } from '@nestjs/common';
import { SourceLimiters } from './source-limiters';

@Module({ providers: [SourceLimiters], exports: [SourceLimiters] })
export class ThrottlingModule {}
