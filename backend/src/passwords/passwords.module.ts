import { Module } from '@nestjs/common';
import { HashQueue } from './hash-queue';
import { PasswordHasher } from './password-hasher.service';

@Module({ providers: [HashQueue, PasswordHasher], exports: [PasswordHasher] })
export class PasswordsModule {}
