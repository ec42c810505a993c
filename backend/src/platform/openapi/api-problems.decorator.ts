import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { ProblemCode } from '../errors/problem';

/** One extension per problem: extensions of the same name would replace each other, but these must accumulate. */
export const PROBLEM_MARK = 'x-problem-';

/** Declares a route's errors besides the common ones; the document spells them out. */
export const ApiProblems = (...codes: ProblemCode[]): MethodDecorator =>
  applyDecorators(...codes.map((code) => ApiExtension(`${PROBLEM_MARK}${code}`, true)));
