import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { ExportsModule } from '../exports/exports.module';
import { PasswordsModule } from '../passwords/passwords.module';
import { SessionsModule } from '../sessions/sessions.module';
import { ThrottlingModule } from '../throttling/throttling.module';
import { UsersModule } from '../users/users.module';
import { AccountController } from './account.controller';
import { AccountDeletionService } from './account-deletion.service';
import { AccountExportRegistry } from './account-export.registry';
import { AccountExportService } from './account-export.service';
import { AccountRemovalService } from './account-removal.service';
import { PasswordChangeService } from './password-change.service';

/** What a person can do with the account as a whole. */
@Module({
  imports: [AuthModule, ExportsModule, PasswordsModule, SessionsModule, ThrottlingModule, UsersModule],
  controllers: [AccountController],
  providers: [
    AccountDeletionService,
    AccountExportRegistry,
    AccountExportService,
    AccountRemovalService,
    PasswordChangeService,
  ],
  exports: [AccountExportRegistry],
})
export class AccountModule {}
