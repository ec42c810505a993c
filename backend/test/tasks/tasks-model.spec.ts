import fc from 'fast-check';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { STEP } from '../support/tasks/task-steps';
import { TaskStory } from '../support/tasks/task-story';

const STORIES = 50;
const STEPS = 200;
/** The same stories each time; `FUZZ_SEED` tells others. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_121);

describe('Ten thousand random steps of two people', () => {
  let app: TestServer;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  it('end as a simple model says, each of them, and nothing of one is seen by the other', async () => {
    const steps = fc.array(STEP, { minLength: STEPS, maxLength: STEPS });
    const property = fc.asyncProperty(steps, async (story) => {
      const visitors = [app.visitor(), app.visitor()];
      await Promise.all(visitors.map((visitor) => visitor.register()));
      const told = new TaskStory(visitors);
      for (const step of story) {
        await told.take(step);
      }
      await told.finish();
    });
    await fc.assert(property, { numRuns: STORIES, seed: SEED, endOnFailure: true });
  });
});
