import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { VERSION } from '../../platform/config/version';

/** The version, as labels of a metric that is always 1, as is customary. */
@Injectable()
export class BuildInfoService {
  constructor(registry: Registry) {
    new Gauge({
      name: 'taskward_build_info',
      help: 'Always 1; the version of the server is a label.',
      labelNames: ['version'],
      registers: [registry],
    }).set({ version: VERSION }, 1);
  }
}
