import { Injectable } from '@nestjs/common';

/** Whether this process wants new requests. A balancer that asks `/health/ready` sends none once it does not. */
@Injectable()
export class Readiness {
  private leaving = false;

  get isLeaving(): boolean {
    return this.leaving;
  }

  leave(): void {
    this.leaving = true;
  }
}
