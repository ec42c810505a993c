import { parseSecretList } from '../../platform/config/secret-list';
import { type AdminCommand, type AdminRecord, UsageError } from './admin-command';
import { ROTATION_STEPS, rotate, type RotationStep } from './secret-rotation';
import { readSecretList, ROTATED_SECRETS, type RotatedSecret, writeSecretList } from './secret-store';

const STEPS = Object.keys(ROTATION_STEPS) as RotationStep[];

const NEXT: Record<RotationStep, string> = {
  replace: 'Restart the server. Retire the old keys when nothing needs them: see docs/security.md, Keys.',
  add: 'Restart every server, then: secrets rotate --step sign',
  sign: 'Restart every server. Retire the old keys when nothing needs them: see docs/security.md, Keys.',
  retire: 'Restart every server. What the old keys signed is refused from then on.',
};

export const rotateSecrets: AdminCommand = {
  usage: `[${ROTATED_SECRETS.join('] [')}] [--step ${STEPS.join('|')}]`,
  summary:
    'new keys for tokens, without signing anybody out; rewrites files of NAME_FILE, prints other lists',
  options: { step: { type: 'string', default: 'replace' } },
  operands: [0, ROTATED_SECRETS.length],
  execute: ({ environment, operands, options }) => {
    const step = readStep(options.step);
    const lists = readNames(operands).map((name) => readSecretList(name, environment));
    const data = lists.map(({ name, list, file }) => {
      const rotated = rotate(list, step);
      if (file) {
        writeSecretList(file, rotated);
      }
      return describe(name, rotated, file);
    });
    const files = lists.flatMap(({ file }) => file ?? []);
    const done = files.length > 0 ? `Rewritten: ${files.join(', ')}` : undefined;
    const columns = ['setting', 'keys', 'where'];
    return Promise.resolve({ data, columns, done, message: toMessage(data, step) });
  },
};

/** Includes the list itself only if there is no file to write it to. */
function describe(setting: RotatedSecret, list: string, file: string | undefined): AdminRecord {
  const keys = parseSecretList(list).map(({ kid }) => kid);
  return {
    setting,
    keys: keys.join(', '),
    where: file ?? 'set it to the value below',
    value: file ? undefined : list,
  };
}

function toMessage(data: readonly AdminRecord[], step: RotationStep): string {
  const values = data
    .filter(({ value }) => value)
    .map(({ setting, value }) => `${String(setting)}=${String(value)}`);
  return [...values, NEXT[step]].join('\n');
}

function readStep(value: string | boolean | undefined): RotationStep {
  const step = STEPS.find((each) => each === value);
  if (!step) {
    throw new UsageError(`--step must be one of: ${STEPS.join(', ')}`);
  }
  return step;
}

function readNames(operands: readonly string[]): readonly RotatedSecret[] {
  const unknown = operands.find((name) => !ROTATED_SECRETS.includes(name as RotatedSecret));
  if (unknown !== undefined) {
    throw new UsageError(`${unknown} is not rotated here; ${ROTATED_SECRETS.join(' and ')} are.`);
  }
  return operands.length > 0 ? [...new Set(operands as RotatedSecret[])] : ROTATED_SECRETS;
}
