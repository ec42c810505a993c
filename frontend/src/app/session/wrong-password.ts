import { Problem, toProblem } from '../problems/problem';
import { texts } from '../texts/texts';

/** Maps a rejected password to its field, in forms where it is the only credential that can be wrong. */
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
