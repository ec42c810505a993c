import type { FastifyReply } from 'fastify';
import type { TaskDto } from './dto/task.dto';
import type { TaskPageDto } from './dto/task-page.dto';

/** Adds `Link: rel="next"` (RFC 8288) to a page that has a successor. */
export function sendNextLink(reply: FastifyReply, page: TaskPageDto): TaskPageDto {
  if (page.nextCursor) {
    const [path = '', search = ''] = reply.request.url.split('?', 2);
    const parameters = new URLSearchParams(search);
    parameters.set('cursor', page.nextCursor);
    void reply.header('Link', `<${path}?${parameters.toString()}>; rel="next"`);
  }
  return page;
}

/** Adds the address of a new task. */
export function sendLocation(reply: FastifyReply, task: TaskDto): TaskDto {
  void reply.header('Location', `${reply.request.url.split('?', 1)[0]}/${task.id}`);
  return task;
}
