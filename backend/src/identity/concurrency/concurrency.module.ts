import { Global, Module } from '@nestjs/common';
import { UnreadAnswers } from '../../platform/http/unread-answers';
import { PersonTurnsService } from './person-turns.service';
import { SourceTurnsService } from './source-turns.service';

/** Global, because all long-running work for a person, and every public route, takes turns. */
@Global()
@Module({
  providers: [PersonTurnsService, SourceTurnsService, UnreadAnswers],
  exports: [PersonTurnsService, SourceTurnsService, UnreadAnswers],
})
export class ConcurrencyModule {}
