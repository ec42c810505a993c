import { join } from 'node:path';
import ts from 'typescript';
import { WORKSPACE } from './workspace.ts';

/** Where the compiler finds the types that the file imports; there is no such file. */
const FILE = join(WORKSPACE, 'deploy/test/manifest-fields.virtual.ts');

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.Node20,
};

/** A manifest, and the interface of the Kubernetes API that it must fit. */
export interface TypedManifest {
  readonly type: string;
  readonly module: string;
  readonly content: unknown;
}

/**
 * What the compiler says of manifests as literals of their types. The JSON schemas of Kubernetes let unknown fields
 * pass, and a cluster drops them: a misspelt limit would be none.
 */
export function findUnknownFields(typed: readonly TypedManifest[]): string[] {
  const lines = typed.map(
    ({ type, module, content }, index) =>
      `export const a${type}${index}: import('${module}').${type} = ${JSON.stringify(content)};`,
  );
  const host = ts.createCompilerHost(OPTIONS);
  const withFile: ts.CompilerHost = {
    ...host,
    fileExists: (path) => path === FILE || host.fileExists(path),
    getSourceFile: (path, options) =>
      path === FILE
        ? ts.createSourceFile(path, lines.join('\n'), options)
        : host.getSourceFile(path, options),
  };
  const program = ts.createProgram([FILE], OPTIONS, withFile);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(FILE))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
