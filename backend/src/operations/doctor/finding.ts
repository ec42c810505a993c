/** The result of one check: fine, worth a look, or in need of attention. */
export interface Finding {
  readonly state: 'ok' | 'warn' | 'fail';
  readonly subject: string;
  readonly message: string;
  /** How to fix it. */
  readonly advice?: string;
}

export const ok = (subject: string, message: string): Finding => ({ state: 'ok', subject, message });

export const warn = (subject: string, message: string, advice: string): Finding => ({
  state: 'warn',
  subject,
  message,
  advice,
});

export const fail = (subject: string, message: string, advice: string): Finding => ({
  state: 'fail',
  subject,
  message,
  advice,
});
