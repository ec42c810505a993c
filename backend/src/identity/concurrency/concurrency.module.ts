import { Global, Module } from '@nestjs/common';
import { UnreadAnswersService } from '../../platform/http/unread-answers.service';
import { PersonTurnsService } from './person-turns.service';
import { SourceTurnsService } from './source-turns.service';

/** Global, because all long-running work for a person, and every public route, takes turns. */
@Global()
@Module({
  providers: [PersonTurnsService, SourceTurnsService, UnreadAnswersService],
  exports: [PersonTurnsService, SourceTurnsService, UnreadAnswersService],
})
export class ConcurrencyModule {}
