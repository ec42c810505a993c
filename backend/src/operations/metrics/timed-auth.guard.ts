import { channel } from 'node:diagnostics_channel';
import { type ExecutionContext, Injectable } from '@nestjs/common';
import { JwtAuthGuard } from '../../identity/auth/jwt-auth.guard';
import { toProblem } from '../../platform/http/to-problem';

/** `failed` is what is no fault of the token: the database was away. */
export const TOKEN_CHECK_RESULTS = ['accepted', 'refused', 'failed'] as const;

/** A check of a token, its session included. */
export interface TokenCheck {
  readonly result: (typeof TOKEN_CHECK_RESULTS)[number];
  readonly seconds: number;
}

/** Each check that `TimedAuthGuard` made. */
export const tokenChecks = channel('taskward.token-checks');

/** Takes the place of the guard that it extends while there are metrics, and tells how long each check took. */
@Injectable()
export class TimedAuthGuard extends JwtAuthGuard {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const start = performance.now();
    try {
      const admitted = await super.canActivate(context);
      // On an open route nobody was checked.
      if (context.switchToHttp().getRequest<{ user?: unknown }>().user) {
        tell('accepted', start);
      }
      return admitted;
    } catch (error) {
      tell(toProblem(error).getStatus() === 401 ? 'refused' : 'failed', start);
      throw error;
    }
  }
}

function tell(result: TokenCheck['result'], start: number): void {
  tokenChecks.publish({ result, seconds: (performance.now() - start) / 1_000 } satisfies TokenCheck);
}
