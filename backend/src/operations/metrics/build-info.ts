import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { VERSION } from '../../platform/config/version';

/** Which version answers: 1, with what there is to know in the labels, as is usual for such a metric. */
@Injectable()
export class BuildInfoMetric {
  constructor(registry: Registry) {
    new Gauge({
      name: 'taskward_build_info',
      help: 'Always 1; the version of the server is a label.',
      labelNames: ['version'],
      registers: [registry],
    }).set({ version: VERSION }, 1);
  }
}
