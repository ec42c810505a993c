import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { TaskDto } from './dto/task.dto';
import { entityTagOf, isNamedBy } from './entity-tag';

/** Sends the version of a task as its `ETag`, and 304 to a reader who has it already. */
@Injectable()
export class TaskAnswerInterceptor implements NestInterceptor<TaskDto, TaskDto | undefined> {
  intercept(context: ExecutionContext, next: CallHandler<TaskDto>): Observable<TaskDto | undefined> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(map((task) => answer(task, request, reply)));
  }
}

export const AnswersWithTask = (): MethodDecorator => UseInterceptors(TaskAnswerInterceptor);

function answer(task: TaskDto, request: FastifyRequest, reply: FastifyReply): TaskDto | undefined {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  void reply.header('ETag', entityTagOf(task.version));
  if (isRead) {
    void reply.header('Cache-Control', 'private, no-cache');
  }
  if (isRead && isNamedBy(request.headers['if-none-match'], task.version)) {
    void reply.status(304);
    return undefined;
  }
  return task;
}
