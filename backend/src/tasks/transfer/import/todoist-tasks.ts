import type { FileHandle } from 'node:fs/promises';
import type { TimeSlice } from '../../../platform/http/time-slice';
import { isBlank } from '../../../platform/validation/text.decorator';
import { validationProblem } from '../../../platform/validation/validation.pipe';
import { TITLE_MAXIMUM } from '../../core/task-limits';
import type { Report } from './adaptation';
import { readCsvRows } from './csv-rows';
import type { FileTask } from './file-task';
import { distinctColumns, type ForeignRow, foreignRow } from './foreign-columns';
import { fitTask, titleOrFirstLine } from './foreign-task';
import { cutText } from './split-text';
import { TaskText } from './task-text';
import {
  CELLS_MOVED,
  fromTodoist,
  furtherLines,
  noteOf,
  sectionNoteOf,
  titleOf,
  type TodoistTask,
} from './todoist-task';

const REQUIRED_COLUMNS = ['TYPE', 'CONTENT'];
const INDENT_MAXIMUM = 10;

/** The state that the following rows depend on. */
interface Outline {
  section?: Section;
  /** The titles from the outermost task down to the last one. */
  readonly titles: string[];
  /** The last task, which comments may follow. */
  last?: { readonly place: number; readonly task: TodoistTask; readonly text: TaskText };
}

interface Section {
  readonly place: number;
  readonly name: string;
  /** Other notes of the section; its first task receives them. */
  note: string;
  isEmpty: boolean;
}

/**
 * The tasks of a Todoist project exported as CSV, with sections and comments.
 * @throws Problem VALIDATION_FAILED for any other file
 */
export async function* readTodoistTasks(
  file: FileHandle,
  report: Report,
  slice: TimeSlice,
): AsyncGenerator<FileTask> {
  let columns: string[] | undefined;
  const outline: Outline = { titles: [] };
  for await (const { row, cells } of readCsvRows(file, slice)) {
    if (columns) {
      yield* readRow(row, foreignRow(cells, columns), outline, report);
    } else {
      columns = distinctColumns(cells.map((cell) => (cell ?? '').trim().toUpperCase()));
      requireColumns(columns);
    }
  }
  requireColumns(columns ?? []);
  yield* endSection(outline, report);
}

function* readRow(place: number, row: ForeignRow, outline: Outline, report: Report): Generator<FileTask> {
  switch (row.TYPE?.toLowerCase()) {
    case 'task':
      yield* takeLast(outline, report);
      addTask(place, row, outline, report);
      break;
    case 'section':
      yield* endSection(outline, report);
      addSection(place, row, outline, report);
      break;
    case 'note':
      yield* addNote(place, row, outline, report);
      break;
    case 'meta':
      break;
    case undefined:
      tellOfNoType(place, row, report);
      break;
    default:
      yield { pointer: `/${place}/TYPE`, fault: 'This field must be task, section or note.' };
  }
}

function addTask(place: number, row: ForeignRow, outline: Outline, report: Report): void {
  if (isBlank(row.CONTENT) && isBlank(row.DESCRIPTION)) {
    report({ row: place, code: 'LEFT_OUT', message: 'The row is a task without content, and is left out.' });
    return;
  }
  outline.last = { place, task: placeTask(withTitle(row), outline), text: new TaskText() };
}

function placeTask(row: ForeignRow, { section, titles }: Outline): TodoistTask {
  const indent = Number(row.INDENT ?? 1);
  const depth = Math.min(Math.max(Math.trunc(indent) || 1, 1), INDENT_MAXIMUM, titles.length + 1);
  titles.splice(depth - 1, titles.length, titleOf(row));
  const notes = section?.note ? [section.note] : [];
  if (section) {
    section.note = '';
    section.isEmpty = false;
  }
  const oddIndent = indent === depth ? undefined : row.INDENT;
  return { row, section: section?.name, parent: titles[depth - 2], oddIndent, notes };
}

/** A task with only a description is named after its first line. */
function withTitle(row: ForeignRow): ForeignRow {
  return isBlank(row.CONTENT) ? { ...row, CONTENT: row.DESCRIPTION?.split('\n', 1)[0] } : row;
}

function tellOfNoType(place: number, row: ForeignRow, report: Report): void {
  if (Object.values(row).some(Boolean)) {
    report({ row: place, code: 'LEFT_OUT', message: 'The row has no type, and is left out.' });
  }
}

function addSection(place: number, row: ForeignRow, outline: Outline, report: Report): void {
  const name = row.CONTENT ?? '';
  if (isBlank(name)) {
    const message = 'The section has no name, and the tasks below it are in none.';
    report({ row: place, code: 'LEFT_OUT', message });
  }
  tellOfCells(place, furtherLines(row, 'section'), report);
  outline.section = { place, name: cutText(name, TITLE_MAXIMUM), note: sectionNoteOf(row), isEmpty: true };
  outline.titles.length = 0;
}

/** A comment that follows no task, of the project or a section, becomes a task of its own so that it is not lost. */
function* addNote(place: number, row: ForeignRow, outline: Outline, report: Report): Generator<FileTask> {
  if (isBlank(row.CONTENT)) {
    report({
      row: place,
      code: 'LEFT_OUT',
      message: 'The row is a comment without content, and is left out.',
    });
  } else if (outline.last) {
    const note = noteOf(row);
    tellOfCells(place, furtherLines(row, 'note'), report);
    outline.last.text.add(place, note.length);
    outline.last.task.notes.push(note);
  } else {
    const task = { ...row, DATE: undefined, INDENT: undefined };
    const notes = row.DATE ? [`(${row.DATE})`] : [];
    yield* write(place, { row: task, section: outline.section?.name, notes }, report);
  }
}

function tellOfCells(row: number, moved: readonly string[], report: Report): void {
  if (moved.length > 0) {
    const [code, message] = CELLS_MOVED;
    report({ row, code, message });
  }
}

function* takeLast(outline: Outline, report: Report): Generator<FileTask> {
  if (outline.last) {
    const { place, task } = outline.last;
    outline.last = undefined;
    yield* write(place, task, report);
  }
}

/** A section without tasks becomes a task, to keep its name and its notes. */
function* endSection(outline: Outline, report: Report): Generator<FileTask> {
  yield* takeLast(outline, report);
  const { section } = outline;
  const title = section?.isEmpty ? titleOrFirstLine(section.name, section.note) : '';
  if (section && !isBlank(title)) {
    const message = 'The section has no tasks, and is kept as a task.';
    report({ row: section.place, code: 'SECTION_AS_TASK', message });
    yield* write(section.place, { row: { CONTENT: title, DESCRIPTION: section.note }, notes: [] }, report);
  }
}

function* write(place: number, task: TodoistTask, report: Report): Generator<FileTask> {
  yield* fitTask(place, fromTodoist(task), report);
}

function requireColumns(columns: readonly string[]): void {
  const missing = REQUIRED_COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw validationProblem(
      missing.map((column) => ({
        pointer: `/1/${column}`,
        code: 'INVALID',
        message: 'The file must have a column of this name.',
      })),
    );
  }
}
