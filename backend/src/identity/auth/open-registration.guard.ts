import { applyDecorators, type CanActivate, Injectable, UseGuards } from '@nestjs/common';
import { Config } from '../../platform/config/config';
import { Problem } from '../../platform/errors/problem';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';

/** Rejects every request alike when `REGISTRATION` is `closed`, before its fields are validated. */
@Injectable()
export class OpenRegistrationGuard implements CanActivate {
  constructor(private readonly config: Config) {}

  canActivate(): boolean {
    if (!this.config.registrationOpen) {
      throw new Problem('REGISTRATION_CLOSED');
    }
    return true;
  }
}

/** Protects a self-registration route. */
export const WhileRegistrationIsOpen = (): MethodDecorator =>
  applyDecorators(UseGuards(OpenRegistrationGuard), ApiProblems('REGISTRATION_CLOSED'));
