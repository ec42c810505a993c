import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { ProblemCode } from '../errors/problem';

/** A mark for each problem, because marks of one name replace each other and these must add up. */
export const PROBLEM_MARK = 'x-problem-';

/** Names the problems a route can answer beside the ones that every route can; the document spells them out. */
export const ApiProblems = (...codes: ProblemCode[]): MethodDecorator =>
  applyDecorators(...codes.map((code) => ApiExtension(`${PROBLEM_MARK}${code}`, true)));
