import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { Assembler } from 'stream-json/assembler.js';
import { parser, type Token } from 'stream-json/parser.js';
import { Problem } from '../../../platform/errors/problem';
import { MAXIMUM_NAME_LENGTH } from '../../../platform/http/body-size';
import { type FileTask, tooManyRows, unreadable } from './file-task';
import { CHUNK_SIZE, ROWS_MAXIMUM } from './import-limits';
import type { TimeSlice } from '../../../platform/http/time-slice';

const MAXIMUM_DEPTH = 20;
/** Maximum tokens per task: twice what one needs, names included. Each takes time, and other imports are waiting. */
const TOKENS_MAXIMUM = 100;
/** Maximum bytes of one name or value: many times the longest text of a task. */
const TOKEN_SIZE_MAXIMUM = 1_048_576;

/**
 * The tasks of a JSON file from our export, one at a time.
 * @returns the document without the tasks.
 * @throws Problem MALFORMED_REQUEST, VALIDATION_FAILED
 */
export async function* readJsonTasks(file: FileHandle, slice: TimeSlice): AsyncGenerator<FileTask, unknown> {
  const document = new Assembler();
  const allowance = { bytes: 0, tokens: 0 };
  let index = 0;
  for await (const token of tokensOf(file, allowance)) {
    Object.assign(allowance, { bytes: 0, tokens: allowance.tokens + 1 });
    document.consume(token);
    if (slice.isOver) {
      await slice.renew();
    }
    requireModesty(document, token, allowance.tokens);
    for (const value of takeTasks(document)) {
      requireIndex(index);
      yield { pointer: `/tasks/${index}`, value };
      index += 1;
      allowance.tokens = 0;
    }
  }
  return document.current;
}

/** Removes the items of the outermost object's `tasks` list, so that at most one is held in memory. */
function takeTasks({ depth, stack, current }: Assembler): unknown[] {
  return depth === 2 && stack[1] === 'tasks' && Array.isArray(current) ? current.splice(0) : [];
}

async function* tokensOf(file: FileHandle, allowance: { bytes: number }): AsyncGenerator<Token> {
  const source = file.createReadStream({ start: 0, autoClose: false, highWaterMark: CHUNK_SIZE });
  source.on('data', (chunk) => {
    allowance.bytes += chunk.length;
    if (allowance.bytes > TOKEN_SIZE_MAXIMUM) {
      source.destroy(unreadable('The file holds a text that is far too long.'));
    }
  });
  const tokens = pipeline(source, parser.asStream({ streamValues: false }), () => undefined);
  try {
    yield* tokens as AsyncIterable<Token>;
  } catch (error) {
    throw error instanceof Problem ? error : unreadable('The file is not valid JSON.');
  }
}

/** Rejects what the parser of other request bodies rejects, too. */
function requireModesty({ depth, current, stack }: Assembler, token: Token, tokens: number): void {
  if (Array.isArray(current) && depth === 1) {
    throw unreadable('The body must be a JSON object.');
  }
  if (token.name === 'keyValue' && isPoisoned(token.value, stack.at(-1))) {
    throw unreadable('The body holds a name that it must not.');
  }
  if (token.name === 'keyValue' && Object.hasOwn(current as object, token.value)) {
    throw unreadable('The body has two members of one name.');
  }
  if (token.name === 'keyValue' && token.value.length > MAXIMUM_NAME_LENGTH) {
    throw unreadable('The body holds a name that is far too long.');
  }
  if (depth > MAXIMUM_DEPTH) {
    throw unreadable(`The body is nested deeper than ${MAXIMUM_DEPTH}.`);
  }
  if (tokens > TOKENS_MAXIMUM) {
    throw unreadable(`The file holds more than ${TOKENS_MAXIMUM} names and values for one task.`);
  }
}

function isPoisoned(name: string, parent: unknown): boolean {
  return name === '__proto__' || (name === 'prototype' && parent === 'constructor');
}

function requireIndex(index: number): void {
  if (index >= ROWS_MAXIMUM) {
    throw tooManyRows('/tasks');
  }
}
