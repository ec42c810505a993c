import type { FastifyReply } from 'fastify';
import { routePathOf } from '../../platform/http/route-path';
import type { TaskDto } from '../core/dto/task.dto';

interface Answer {
  readonly task: TaskDto;
  readonly created?: boolean;
}

/** A new task is 201 with its permanent URL; an existing one includes it too (RFC 9110 sections 8.7 and 10.2.2). */
export function sendAddress(reply: FastifyReply, { task, created = false }: Answer): TaskDto {
  const [tasks = ''] = routePathOf(reply.request).split('/external/', 1);
  const address = `${tasks}/${task.id}`;
  void reply.header(created ? 'Location' : 'Content-Location', address);
  void reply.status(created ? 201 : 200);
  return task;
}
