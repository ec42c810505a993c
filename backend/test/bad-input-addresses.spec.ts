import { call, operationsOf, readDocument } from './api-document';
import { expectProblem } from './expect-problem';
import { sendRaw } from './raw-request';
import { createTask, TASKS } from './tasks';
import { startTestApp, type TestApp } from './test-app';
import type { Visitor } from './visitor';
