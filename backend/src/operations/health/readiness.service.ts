import { Injectable } from '@nestjs/common';

/** Whether this process accepts new requests, as `/health/ready` tells load balancers. */
@Injectable()
export class ReadinessService {
  private leaving = false;

  get isLeaving(): boolean {
    return this.leaving;
  }

  leave(): void {
    this.leaving = true;
  }
}
