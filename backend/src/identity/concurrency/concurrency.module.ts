import { Global, Module } from '@nestjs/common';
import { UnreadAnswers } from '../../platform/http/unread-answers';
import { PersonTurnsService } from './person-turns.service';
import { SourceTurnsService } from './source-turns.service';

/** Global, because whatever works for a person at length takes turns, and whatever is open to all. */
@Global()
@Module({
  providers: [PersonTurnsService, SourceTurnsService, UnreadAnswers],
  exports: [PersonTurnsService, SourceTurnsService, UnreadAnswers],
})
export class ConcurrencyModule {}
