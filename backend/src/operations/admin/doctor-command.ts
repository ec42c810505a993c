import { examine } from '../doctor/doctor';
import type { AdminCommand } from './admin-command';

export const doctor: AdminCommand = {
  usage: '',
  summary: 'looks for what is wrong with settings, database and address; fails when something must be done',
  operands: [0, 0],
  execute: async ({ environment }) => {
    const data = await examine(environment);
    const lines = data.flatMap(({ state, subject, message, advice }) => [
      `${state.padEnd(4)}  ${subject}: ${message}`,
      ...(advice ? [`      ${advice}`] : []),
    ]);
    const failed = data.some(({ state }) => state === 'fail');
    return { data: data.map((finding) => ({ ...finding })), columns: [], message: lines.join('\n'), failed };
  },
};
