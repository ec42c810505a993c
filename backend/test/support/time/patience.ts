import { milliseconds } from './limit.json';

/**
 * Milliseconds after which what is waited for counts as never coming. It only ends a hang, and says nothing about how
 * fast a machine must be; a test that measures time compares with something in the same run. Jest gives a test as a
 * whole twice as long.
 */
export const PATIENCE = milliseconds;
