import { hasNginx, NginxProcess } from './nginx-process';
import { SmallBalancer } from './small-balancer';

/** What stands in front of several servers. */
export interface Balancer {
  readonly url: string;
  stop(): Promise<void>;
}

/** nginx, set as for a deployment, where the machine has it; a small one otherwise. */
export function startBalancer(servers: string[]): Promise<Balancer> {
  return hasNginx() ? NginxProcess.start(servers) : SmallBalancer.start(servers);
}
