import { type ExecutionContext, Injectable } from '@nestjs/common';
import { JwtAuthGuard } from '../../identity/auth/jwt-auth.guard';
import { toProblem } from '../../platform/http/to-problem';
import { type TokenCheck, tokenChecks } from './token-checks';

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
