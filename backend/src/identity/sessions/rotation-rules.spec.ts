import { decideRotation, isVoided, type RotationDecision, type RotationState } from './rotation-rules';

const WINDOW = 10_000;
const ROTATED_AT = 1_000_000;

const state = (overrides: Partial<RotationState> = {}): RotationState => ({
  generation: 7,
  previousGeneration: 6,
  rotatedAt: ROTATED_AT,
  acknowledged: true,
  ended: false,
  ...overrides,
});

const due: RotationDecision = { kind: 'advance', cause: 'due', generation: 8, previousGeneration: 7 };
const answerLost: RotationDecision = {
  kind: 'advance',
  cause: 'answer-lost',
  generation: 8,
  previousGeneration: 6,
};
const repeat: RotationDecision = { kind: 'repeat', acknowledge: false };
const reuse: RotationDecision = { kind: 'reuse' };

describe('decideRotation', () => {
  it.each<[string, Partial<RotationState>, number, number, RotationDecision]>([
    ['current at once', {}, 7, 0, repeat],
    ['current just inside the window', {}, 7, WINDOW - 1, repeat],
    ['current for the first time', { acknowledged: false }, 7, 0, { kind: 'repeat', acknowledge: true }],
    ['current when the window ends', {}, 7, WINDOW, due],
    ['current much later', {}, 7, 3_600_000, due],
    ['current, never acknowledged, later', { acknowledged: false }, 7, WINDOW, due],
    ['first token of a session at once', { generation: 1, previousGeneration: null }, 1, 0, repeat],
    [
      'first token of a session, later',
      { generation: 1, previousGeneration: null },
      1,
      WINDOW,
      { kind: 'advance', cause: 'due', generation: 2, previousGeneration: 1 },
    ],
    ['previous inside the window', {}, 6, 5_000, repeat],
    ['previous inside the window, successor unseen', { acknowledged: false }, 6, 5_000, repeat],
    ['previous at the very end of the window', {}, 6, WINDOW, repeat],
    ['previous later, successor seen', {}, 6, WINDOW + 1, reuse],
    ['previous later, successor never seen', { acknowledged: false }, 6, WINDOW + 1, answerLost],
    ['previous much later, successor never seen', { acknowledged: false }, 6, 86_400_000, answerLost],
    ['older inside the window', {}, 5, 0, reuse],
    ['older later', {}, 5, 3_600_000, reuse],
    ['the first one ever', { acknowledged: false }, 1, 0, reuse],
    ['voided inside the window', { generation: 9, previousGeneration: 6 }, 7, 0, reuse],
    ['voided later', { generation: 9, previousGeneration: 6, acknowledged: false }, 8, 3_600_000, reuse],
    [
      'previous after a voided one, later, still unseen',
      { generation: 8, acknowledged: false },
      6,
      WINDOW + 1,
      {
        ...answerLost,
        generation: 9,
      },
    ],
    [
      'ahead of current',
      {},
      9,
      0,
      { kind: 'advance', cause: 'ahead', generation: 10, previousGeneration: 9 },
    ],
    ['current of an ended session', { ended: true }, 7, 0, { kind: 'refuse' }],
    ['older of an ended session', { ended: true }, 1, 0, { kind: 'refuse' }],
    ['previous of an ended session inside the window', { ended: true }, 6, 0, { kind: 'refuse' }],
    [
      'previous of an ended session, later, successor never seen',
      { ended: true, acknowledged: false },
      6,
      WINDOW + 1,
      { kind: 'refuse' },
    ],
    ['ahead on an ended session', { ended: true }, 9, 0, { kind: 'refuse' }],
  ])('%s', (_name, overrides, presented, later, decision) => {
    expect(decideRotation(state(overrides), presented, ROTATED_AT + later, WINDOW)).toEqual(decision);
  });

  it('keeps five racing tabs on one successor', () => {
    const decisions = [7, 7, 6, 6, 7].map((presented) =>
      decideRotation(state(), presented, ROTATED_AT + 200, WINDOW),
    );
    expect(decisions).toEqual(Array(5).fill(repeat));
  });
});

describe('A thief and the owner who refresh in turns, each time after the window', () => {
  /** Presents a token; resolves to the state that the answer leaves, or to undefined when it was found out. */
  function present(before: RotationState, presented: number, used: boolean): RotationState | undefined {
    const decision = decideRotation(before, presented, ROTATED_AT + WINDOW + 1, WINDOW);
    return decision.kind === 'advance' ? { ...before, ...decision, acknowledged: used } : undefined;
  }

  it.each([
    ['both use', true, true, 2],
    ['only the first to come uses', true, false, 2],
    ['only the second to come uses', false, true, 3],
    ['nobody uses', false, false, 3],
  ])('are told apart when %s what was answered', (_name, firstUses, secondUses, foundAt) => {
    const callers = [firstUses, secondUses].map((uses) => ({ uses, generation: 7 }));
    let current: RotationState | undefined = state();
    let turn = 0;
    while (current) {
      const caller = callers[turn % 2]!;
      current = present(current, caller.generation, caller.uses);
      caller.generation = current?.generation ?? caller.generation;
      turn += 1;
    }
    expect(turn).toBe(foundAt);
  });
});

describe('isVoided', () => {
  it.each([
    [7, false],
    [6, false],
    [5, false],
    [8, true],
    [9, false],
    [10, false],
  ])('an access token of generation %d beside generations 7 and 9: %s', (generation, voided) => {
    expect(isVoided(generation, { generation: 9, previousGeneration: 7 })).toBe(voided);
  });

  it('is never the case before the first rotation', () => {
    expect(isVoided(1, { generation: 1, previousGeneration: null })).toBe(false);
  });
});
