import { channel } from 'node:diagnostics_channel';
import { type ExecutionContext, Injectable } from '@nestjs/common';
import { JwtAuthGuard } from '../../identity/auth/jwt-auth.guard';
import { toProblem } from '../../platform/http/to-problem';

/** `failed` is not the token's fault: the database was unavailable. */
export const TOKEN_CHECK_RESULTS = ['accepted', 'refused', 'failed'] as const;

/** A token check, including its session. */
export interface TokenCheck {
  readonly result: (typeof TOKEN_CHECK_RESULTS)[number];
  readonly seconds: number;
}

/** Publishes each check made by `TimedAuthGuard`. */
export const tokenChecks = channel('taskward.token-checks');

/** Replaces its base guard when metrics are on, and publishes the duration of every check. */
@Injectable()
export class TimedAuthGuard extends JwtAuthGuard {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const start = performance.now();
    try {
      const admitted = await super.canActivate(context);
      // On a public route no token was checked.
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
