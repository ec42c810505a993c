import { Writable } from 'node:stream';
import { prettyFactory } from 'pino-pretty';
import type { Config } from '../config/config';
import { createLogger } from './pino-logger';

const HIDDEN = '\u001b[2J\u009b2J\r\b\u007f\u202e\u2066\u2028\u200b\u{e0041}';

/** What is written for a line that tells the text in every way that there is. */
function write(text: string, logPretty: boolean): string {
  let line = '';
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      line += chunk.toString();
      done();
    },
  });
  const logger = createLogger({ logLevel: 'info', logPretty } as Config, sink);
  logger.child({ [text]: text }).info({ inner: [text], err: new Error(text) }, text);
  return line;
}

describe('A line of the log', () => {
  it('is one line of JSON in which every character is seen', () => {
    const line = write(HIDDEN, false);
    expect(line.endsWith('\n')).toBe(true);
    expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(JSON.parse(line)).toMatchObject({
      msg: HIDDEN,
      [HIDDEN]: HIDDEN,
      inner: [HIDDEN],
      err: { message: HIDDEN },
    });
  });

  it('made for a terminal does not move the cursor, and shows what was there', () => {
    const shown = prettyFactory({ colorize: false })(write(HIDDEN, true));
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(shown).toContain(String.raw`\u001b[2J\u009b2J\r\b\u007f\u202e\u2066\u2028\u200b\udb40\udc41`);
  });

  it('made for a terminal keeps the lines of a stack', () => {
    const shown = prettyFactory({ colorize: false })(write('no', true));
    expect(shown).toMatch(/\n +at write \(/);
  });
});
