import type { FastifyReply } from 'fastify';
import type { TaskDto } from './dto/task.dto';

/** Adds the address of a new task. */
export function sendLocation(reply: FastifyReply, task: TaskDto): TaskDto {
  void reply.header('Location', `${reply.request.url.split('?', 1)[0]}/${task.id}`);
  return task;
}
