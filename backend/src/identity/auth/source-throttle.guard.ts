import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  Logger,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SourceTurnsService } from '../concurrency/source-turns.service';
import { Config } from '../../platform/config/config';
import { clientAddressOf } from '../../platform/http/client-address';
import { goneSignalOf } from '../../platform/http/gone-signal';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { RefreshCookieService } from '../sessions/refresh-cookie.service';
import type { Charge, Counted } from '../throttling/count-in-turn';
import { KnownDevicesService } from '../throttling/known-devices.service';
import { LimitCountersService, type Tally } from '../throttling/limit-counters.service';
import { KNOWN_SHARE, LIMITS, type SourceLimit } from '../throttling/limits';
import { rateLimitHeaders, refuseAndLog, secondsOf } from '../throttling/rate-limited';
import { UsedUpLimits } from '../throttling/used-up-limits';
import { networkOf, sourceOf } from '../../platform/http/source';

const SOURCE_LIMIT = 'sourceLimit';

/** Counts unauthenticated requests before they do any costly work (ASVS V6.3.1, V2.4.1). */
@Injectable()
export class SourceThrottleGuard implements CanActivate {
  private readonly logger = new Logger(SourceThrottleGuard.name);
  private readonly usedUp = new UsedUpLimits();

  constructor(
    private readonly reflector: Reflector,
    private readonly config: Config,
    private readonly counters: LimitCountersService,
    private readonly knownDevices: KnownDevicesService,
    private readonly turns: SourceTurnsService,
    private readonly cookie: RefreshCookieService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const name = this.reflector.get<SourceLimit>(SOURCE_LIMIT, context.getHandler());
    const http = context.switchToHttp();
    if (this.config.authThrottle) {
      await this.consume(name, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
    }
    return true;
  }

  private async consume(name: SourceLimit, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { counted, refused } = await this.countInTurn(name, request, reply);
    if (refused) {
      refuseAndLog(this.logger, refused, { ip: clientAddressOf(request), requestId: request.id });
    }
    void reply.headers(headersOf(counted));
  }

  /** Takes a turn just for counting unless the request already has one; no password is checked in it. */
  private countInTurn(name: SourceLimit, request: FastifyRequest, reply: FastifyReply): Promise<Tally> {
    const count = (): Promise<Tally> => this.count(name, request);
    return request.endTurn
      ? count()
      : this.turns.withTurnSoon(sourceOf(clientAddressOf(request)), goneSignalOf(reply), count);
  }

  private async count(name: SourceLimit, request: FastifyRequest): Promise<Tally> {
    const address = clientAddressOf(request);
    const source = sourceOf(address);
    const device = name === 'login' ? await this.knownDevices.ofSignIn(request) : undefined;
    if (device) {
      return this.countKnown(device.userId, source);
    }
    const session = name === 'refresh' ? this.cookie.readClaims(request) : undefined;
    if (session) {
      return this.countAll([{ limit: 'session', subject: session.sessionId }]);
    }
    const network = name === 'refresh' ? undefined : networkOf(address);
    const charge: Charge = { limit: name, subject: source };
    return this.countAll(network === undefined ? [charge] : [charge, { limit: 'network', subject: network }]);
  }

  /** All known browsers of an account share one limit, and others behind their address cannot lock them out. */
  private async countKnown(userId: string, source: string): Promise<Tally> {
    const own = await this.countAll([{ limit: 'known_account', subject: userId }]);
    if (own.refused || own.counted.every(({ count }) => count <= KNOWN_SHARE)) {
      return own;
    }
    const shared = await this.countAll([{ limit: 'known_source', subject: source }]);
    return { ...shared, counted: [...own.counted, ...shared.counted] };
  }

  /** Recently refused charges are not counted again. */
  private async countAll(charges: readonly Charge[]): Promise<Tally> {
    const usedUp = this.usedUp.find(charges);
    if (usedUp) {
      return { counted: [], refused: usedUp };
    }
    const tally = await this.counters.count(charges);
    if (tally.refused) {
      this.usedUp.remember(charges[tally.counted.length]!, tally.refused.seconds);
    }
    return tally;
  }
}

/** Header fields of the limit with the fewest requests left. */
function headersOf(counted: readonly Counted[]): Readonly<Record<string, string>> {
  const rooms = counted.map(({ limit, count, millisecondsLeft }) => ({
    limit,
    room: LIMITS[limit].quota - count,
    seconds: secondsOf(millisecondsLeft),
  }));
  const [least] = rooms.sort((one, other) => one.room - other.room);
  return least ? rateLimitHeaders(least.limit, least.room, least.seconds) : {};
}

/**
 * Limits how often one source may call a route; the number stands in `LIMITS`. Stands above the decorators
 * whose guards come first (the lowest one runs first): what they refuse is not counted.
 */
export const ThrottleSource = (name: SourceLimit): MethodDecorator =>
  applyDecorators(
    SetMetadata(SOURCE_LIMIT, name),
    UseGuards(SourceThrottleGuard),
    ApiProblems('RATE_LIMITED'),
  );
