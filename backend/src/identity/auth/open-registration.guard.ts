import { applyDecorators, type CanActivate, Injectable, UseGuards } from '@nestjs/common';
import { Config } from '../../platform/config/config';
import { Problem } from '../../platform/errors/problem';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';

/** Refuses everybody alike where `REGISTRATION` is `closed`, before the fields of the request are checked. */
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

/** Protects a route on which people make accounts for themselves. */
export const WhileRegistrationIsOpen = (): MethodDecorator =>
  applyDecorators(UseGuards(OpenRegistrationGuard), ApiProblems('REGISTRATION_CLOSED'));
