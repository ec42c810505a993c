import type { FastifyReply } from 'fastify';
import { routePathOf } from '../../platform/http/route-path';
import type { TaskDto } from './dto/task.dto';

/** Adds the address of a new task. */
export function sendLocation(reply: FastifyReply, task: TaskDto): TaskDto {
  void reply.header('Location', `${routePathOf(reply.request)}/${task.id}`);
  return task;
}
