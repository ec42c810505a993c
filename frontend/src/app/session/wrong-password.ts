import { Problem, toProblem } from '../problems/problem';
import { texts } from '../texts/texts';

/** Shows a refused password beside its field, in a form where nothing else can be what does not match. */
export async function withPasswordError<T>(pointer: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const { code, status } = toProblem(error);
    if (code !== 'INVALID_CREDENTIALS') {
      throw error;
    }
    throw new Problem(code, status, { errors: [{ pointer, code, message: texts.account.wrongPassword }] });
  }
}
