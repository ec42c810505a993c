import type { FastifyRequest } from 'fastify';
import { readEventCursor } from '../../src/identity/audit/security-event-cursor';
import { bearerTokenOf } from '../../src/identity/auth/bearer-token';
import { contextWordsOf } from '../../src/identity/passwords/context-words';
import { emailKeyOf } from '../../src/identity/users/email';
import { plainMediaTypeOf } from '../../src/platform/http/body-parsing';
import { clientAddressOf } from '../../src/platform/http/client-address';
import { deviceNameOf } from '../../src/platform/http/device-name';
import { isNamedBy, versionsAllowedBy } from '../../src/platform/http/entity-tag';
import { originForm } from '../../src/platform/http/origin-form';
import { requestIdOf } from '../../src/platform/http/request-id';
import { sourceOf } from '../../src/platform/http/source';
import { decodeCursor } from '../../src/platform/pagination/keyset-cursor';
import { isCalendarDate } from '../../src/platform/validation/calendar-date.decorator';
import { itemsOfCommaList } from '../../src/platform/validation/comma-list';
import { parseInstant } from '../../src/platform/validation/instant';
import { pointerTo } from '../../src/platform/validation/json-pointer';
import { findTextProblem, isBlank } from '../../src/platform/validation/text.decorator';
import { isPageAddress } from '../../src/portal/page-address';
import { publicAddressOf } from '../../src/portal/public-address';
import { readChangeCursor } from '../../src/tasks/changes/change-cursor';
import type { TaskRow } from '../../src/tasks/core/dto/task.dto';
import { joinTags, restoreText, splitTags } from '../../src/tasks/transfer/csv';
import { csvFormat } from '../../src/tasks/transfer/export/csv-format';
import { icalendarFormat } from '../../src/tasks/transfer/export/icalendar-format';
import { jsonFormat } from '../../src/tasks/transfer/export/json-format';
import { Unfolding } from '../../src/tasks/transfer/import/calendar-lines';
import { parseProperty, splitTexts, unescapeText } from '../../src/tasks/transfer/import/calendar-property';
import { fromCalendar } from '../../src/tasks/transfer/import/calendar-task';
import { readColumns } from '../../src/tasks/transfer/import/csv-columns';
import { csvDialectOf } from '../../src/tasks/transfer/import/csv-dialect';
import { distinctColumns } from '../../src/tasks/transfer/import/foreign-columns';
import { fitTask } from '../../src/tasks/transfer/import/foreign-task';
import { fromTickTick } from '../../src/tasks/transfer/import/ticktick-task';
import { fromTodoist } from '../../src/tasks/transfer/import/todoist-task';
import { splitText } from '../../src/tasks/transfer/import/split-text';
import { TASK_TEXT_MAXIMUM } from '../../src/tasks/transfer/import/task-text';
import { readWrittenDate } from '../../src/tasks/transfer/import/written-date';
import { aTaskRow } from '../support/tasks/task-examples';
import { UNKNOWN_ID } from '../support/tasks/tasks';
import { growthOf, PATTERNS, repeat } from '../support/time/linear-time';

const LOCAL = new URL('http://localhost:3000');
const encode = (text: string): string => Buffer.from(text).toString('base64url');
const withHeaders = (headers: Record<string, string>) => ({ headers }) as unknown as FastifyRequest;
const rowOf = (text: string): TaskRow => aTaskRow({ title: text, description: text, tags: [text, text] });

/** Whatever reads what a client wrote, by what it reads. */
const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  'a path of the portal': isPageAddress,
  'a target': (text) => originForm({ url: text }),
  'a whole address': (text) => originForm({ url: `http://${text}` }),
  'a redirect': (text) => publicAddressOf(text, LOCAL),
  Authorization: (text) => bearerTokenOf(withHeaders({ authorization: `Bearer ${text}` })),
  'Content-Type': (text) => plainMediaTypeOf(withHeaders({ 'content-type': `application/json;${text}` })),
  'If-Match': (text) => versionsAllowedBy(text),
  'If-Match, a list': (text) => versionsAllowedBy(`"1",${text}`),
  'If-None-Match': (text) => isNamedBy(text, 1),
  'Idempotency-Key, X-Request-Id': (text) => requestIdOf({ headers: { 'x-request-id': text } } as never),
  'User-Agent': (text) => deviceNameOf(`Mozilla/5.0 ${text}`.slice(0, 512)),
  'X-Forwarded-For': (text) => clientAddressOf({ ip: text }),
  'X-Forwarded-For, in brackets': (text) => clientAddressOf({ ip: `[${text}` }),
  'a source': sourceOf,
  'a cursor': (text) => decodeCursor(text, [], () => true),
  'a cursor in base64': (text) => decodeCursor(encode(text), [], () => true),
  'a cursor of changes': (text) => readChangeCursor(encode(`["","${text}`), UNKNOWN_ID, '/since'),
  'a cursor of events': (text) => readEventCursor(text, UNKNOWN_ID),
  'a comma list': (text) => [...itemsOfCommaList(text)],
  'an instant': parseInstant,
  'an instant with a date': (text) => parseInstant(`2026-11-21T08:30:00.${text}`),
  'a date': isCalendarDate,
  'a text that may be blank': (text) => isBlank(text),
  'a text': (text) => findTextProblem(text, 1, 10_000),
  'an e-mail': emailKeyOf,
  'a name': (text) =>
    contextWordsOf({ email: `${text.slice(0, 100)}@example.org`, displayName: text.slice(0, 100) }),
  'the name of a field': (text) => pointerTo('', text.slice(0, 1_000)),
  'a cell of tags': (text) => splitTags(text),
  'a cell of text': restoreText,
  'the beginning of a CSV file': csvDialectOf,
  'the columns of a CSV file': (text) => readColumns(1, [text]),
  'the columns of another program': (text) => distinctColumns(text.split(/[,.]/)),
  'a row of Todoist': (text) =>
    fromTodoist({ row: { CONTENT: text, DESCRIPTION: text, DATE: text, PRIORITY: text }, notes: [text] }),
  'a row of TickTick': (text) =>
    fromTickTick(
      { title: text, content: text, tags: text, 'is check list': 'Y', 'due date': text, timezone: text },
      text,
    ),
  'a line of a calendar': parseProperty,
  'folded lines of a calendar': (text) => new Unfolding().take(`${text.replaceAll('a', '\n a')}\n`),
  'texts of a calendar': (text) => [splitTexts(text), unescapeText(text)],
  'a to-do of a calendar': (text) =>
    fromCalendar({
      properties: ['SUMMARY', 'DESCRIPTION', 'DUE', 'CATEGORIES', 'COMPLETED', 'RRULE'].map((name) => ({
        name,
        parameters: new Map([['TZID', text]]),
        value: text,
      })),
      titleOf: () => undefined,
    }),
  'a date in words': readWrittenDate,
  'a task of another program': (text) => [
    ...fitTask(
      1,
      { title: text, tags: [text], paragraphs: [text], fields: {}, remarks: [] },
      () => undefined,
    ),
  ],
  'tags that are written': (text) => joinTags([text.slice(0, 10_000)]),
  'a line of CSV': (text) => csvFormat.write([rowOf(text.slice(0, 10_000))], true),
  'a line of JSON': (text) => jsonFormat.write([rowOf(text.slice(0, 10_000))], true),
  'an entry of a calendar': (text) => icalendarFormat.write([rowOf(text.slice(0, 10_000))], true),
};

const ENDS = ['', '!'];

/** In characters; a request brings a quarter of the larger one, and more in its body only. */
const SIZE = 8_000;

describe('The time that is spent on', () => {
  it.each(Object.entries(PARSERS))('%s grows with its length, not with the square', async (_name, parse) => {
    for (const pattern of PATTERNS) {
      for (const end of ENDS) {
        const growth = await growthOf((size) => attempt(parse, repeat(pattern, size) + end), SIZE);
        expect({ pattern, end, ...growth }).toEqual({ pattern, end, ...growth, isLinear: true });
      }
    }
  });
});

it('The time that is spent on the longest text of a task of another program grows with its length', async () => {
  for (const pattern of ['a', ' ', 'a ', '\u{1f600}', '\u{1f600} ', '\n']) {
    const growth = await growthOf((size) => splitText(repeat(pattern, size), 10_000), TASK_TEXT_MAXIMUM / 8);
    expect({ pattern, ...growth }).toEqual({ pattern, ...growth, isLinear: true });
  }
});

function attempt(parse: (text: string) => unknown, text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
