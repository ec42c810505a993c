import type { FastifyReply } from 'fastify';
import type { TaskDto } from './dto/task.dto';
import { entityTagOf, isNamedBy } from '../../platform/http/entity-tag';
import { routePathOf } from '../../platform/http/route-path';

/**
 * Responds with a task and its version as `ETag`, or with 304 if the client already has it. A function, because an
 * interceptor would cost more per request than reading the task does.
 */
export function sendTask(reply: FastifyReply, task: TaskDto): TaskDto | undefined {
  const { method, headers } = reply.request;
  const isRead = method === 'GET' || method === 'HEAD';
  void reply.header('ETag', entityTagOf(task.version));
  if (isRead) {
    void reply.header('Cache-Control', 'private, no-cache');
  }
  if (isRead && isNamedBy(headers['if-none-match'], task.version)) {
    void reply.status(304);
    return undefined;
  }
  return task;
}

/** Sets `Location` to the URL of a new task. */
export function sendLocation(reply: FastifyReply, task: TaskDto): TaskDto {
  void reply.header('Location', `${routePathOf(reply.request)}/${task.id}`);
  return task;
}
