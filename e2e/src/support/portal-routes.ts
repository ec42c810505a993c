import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { workspaceRoot } from '../../../tools/workspace-root.ts';

const ROUTES = join(workspaceRoot, 'frontend/src/app/app.routes.ts');

/**
 * The addresses of all pages that people who are signed in can open, as the portal's router has them: all but those for
 * whoever is not, and the one that is not found, which asks nobody to sign in.
 */
export function signedInPages(): string[] {
  return pagesIn(ROUTES, '');
}

function pagesIn(file: string, above: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const lists: ts.ArrayLiteralExpression[] = [];
  source.forEachChild(function find(node) {
    if (ts.isVariableDeclaration(node) && node.type?.getText() === 'Routes') {
      lists.push(node.initializer as ts.ArrayLiteralExpression);
    }
    node.forEachChild(find);
  });
  if (lists.length !== 1) {
    throw new Error(`${file} must hold one list of routes`);
  }
  return lists.flatMap((list) => pagesOf(list, file, above));
}

function pagesOf(list: ts.ArrayLiteralExpression, file: string, above: string): string[] {
  return list.elements.flatMap((route) => pagesOfRoute(readProperties(route), file, above));
}

function pagesOfRoute(route: Map<string, ts.Expression>, file: string, above: string): string[] {
  const path = join('/', above, textOf(route.get('path')));
  const children = route.get('children');
  const loader = route.get('loadChildren');
  if (children) {
    return pagesOf(children as ts.ArrayLiteralExpression, file, path);
  }
  if (loader) {
    return pagesIn(importedBy(loader, file), path);
  }
  const forSignedOut = route.get('canActivate')?.getText().includes('signedOut');
  return forSignedOut || path === '/**' || route.has('redirectTo') ? [] : [path];
}

function readProperties(route: ts.Expression): Map<string, ts.Expression> {
  if (!ts.isObjectLiteralExpression(route)) {
    throw new Error(`Not written out, so not to be read here: ${route.getText()}`);
  }
  return new Map(
    route.properties.map((property) => {
      if (!ts.isPropertyAssignment(property)) {
        throw new Error(`Not written out, so not to be read here: ${property.getText()}`);
      }
      return [property.name.getText(), property.initializer];
    }),
  );
}

function textOf(path: ts.Expression | undefined): string {
  if (!path || !ts.isStringLiteral(path)) {
    throw new Error('A route must have a path, as a plain text');
  }
  return path.text;
}

/** The file that `() => import('./file').then(…)` names. */
function importedBy(loader: ts.Expression, file: string): string {
  const [, module] = /import\('(.+?)'\)/.exec(loader.getText()) ?? [];
  if (!module) {
    throw new Error(`Imports nothing: ${loader.getText()}`);
  }
  return join(dirname(file), `${module}.ts`);
}
