import type { Answer } from '../people/visitor';

/** Tries again while the server says that it cannot yet, as after an outage that it has not found out to be over. */
export async function persistently<Body>(send: () => Promise<Answer<Body>>): Promise<Answer<Body>> {
  for (;;) {
    const answer = await send();
    if (answer.status !== 503) {
      return answer;
    }
  }
}

/** Sends until an answer breaks off in the middle; the server may find too early that it cannot answer, and say so. */
export async function untilCutOff(send: () => Promise<Answer>): Promise<void> {
  for (;;) {
    const answer = await send().catch(() => undefined);
    if (!answer) {
      return;
    }
    expect(answer.status).toBe(503);
  }
}
