import { applyDecorators, Header } from '@nestjs/common';
import { ApiHeader, ApiOkResponse } from '@nestjs/swagger';
import { ApiProblems } from '../openapi/api-problems.decorator';
import { CURSOR_FORM } from '../openapi/text-schemas';

const EXAMPLE = `retry: 2000

id: cHl0aG9u
data: {"op":"updated","id":"01998f4e-7c1b-7000-8000-4a6f0d6f2c11","version":3}
`;

/** A stream that no proxy may keep back, and what it looks like. */
export const ApiStreamsTaskEvents = (): MethodDecorator =>
  applyDecorators(
    Header('X-Accel-Buffering', 'no'),
    // Nothing else can use the connection, and a server that stops does not have to wait for it.
    Header('Connection', 'close'),
    ApiHeader({
      name: 'Last-Event-ID',
      required: false,
      schema: { type: 'string', ...CURSOR_FORM },
      description: 'The id of the last event that was read; without it the stream begins now.',
    }),
    ApiOkResponse({
      description: 'Events until the connection, the session or the token ends.',
      content: {
        'text/event-stream': { schema: { type: 'string', maxLength: 2_147_483_647 }, example: EXAMPLE },
      },
    }),
    ApiProblems('VALIDATION_FAILED', 'LIMIT_REACHED'),
  );
