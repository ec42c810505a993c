import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { CURSOR_FORM } from '../../platform/openapi/text-schemas';
import { TaskEventDto } from './dto/task-event.dto';
import { STREAMS_MAXIMUM } from './task-streams.service';

const DESCRIPTION = `Server-Sent Events. Each is named \`task\`; its \`data\` is a \`TaskEvent\`, its \`id\` goes into \`Last-Event-ID\`
or into \`since\` of the changes. A comment every 25 seconds, unless the operator chose otherwise, shows that the line is alive. The stream ends when
the access token expires or the session ends: come back with a new one. ${STREAMS_MAXIMUM} streams a person are open at most, at one
server process.`;

const EXAMPLE = `retry: 2000
id: WyJ0…

event: task
id: WyJ1…
data: {"op":"updated","id":"01a1fbd5-9650-72a4-b7c5-d4527909facf","version":2}

`;

export const ApiStreamsTaskEvents = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(TaskEventDto),
    ApiHeader({
      name: 'Last-Event-ID',
      required: false,
      schema: { type: 'string', ...CURSOR_FORM },
      description:
        '`id` of the last event that arrived: the stream goes on after it. Without it, from now on.',
    }),
    ApiOkResponse({
      description: DESCRIPTION.replaceAll('\n', ' '),
      content: {
        'text/event-stream': {
          // OpenAPI 3.1 cannot describe the schema of individual events; this comes closest.
          schema: {
            type: 'string',
            maxLength: 2_147_483_647,
            contentSchema: { $ref: getSchemaPath(TaskEventDto) },
          } as object,
          example: EXAMPLE,
        },
      },
    }),
    ApiProblems('VALIDATION_FAILED'),
  );
