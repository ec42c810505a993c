import { Global, Module } from '@nestjs/common';
import { PersonTurnsService } from './person-turns.service';

/** Global, because whatever works for a person at length takes turns. */
@Global()
@Module({ providers: [PersonTurnsService], exports: [PersonTurnsService] })
export class ConcurrencyModule {}
