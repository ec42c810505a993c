import { RestartPause } from './restart-pause';

describe('The pause before a worker is started again', () => {
  it('doubles up to half a minute while workers die young', () => {
    const pause = new RestartPause();
    const pauses = Array.from({ length: 9 }, () => pause.after(100));
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('is short again for one that had lived for a minute', () => {
    const pause = new RestartPause();
    [0, 0, 0].forEach((lifetime) => pause.after(lifetime));
    expect([60_000, 59_999].map((lifetime) => pause.after(lifetime))).toEqual([250, 500]);
  });
});
