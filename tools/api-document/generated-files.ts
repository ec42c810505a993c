import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiTS, { astToString, COMMENT_HEADER, type OpenAPI3 } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { loadServerPart } from '../product/built-server.ts';
import { workspaceRoot } from '../workspace-root.ts';

export interface GeneratedFile {
  path: string;
  content: string;
}

/** The OpenAPI document of the compiled backend, and the types made from it. */
export async function generateFiles(): Promise<GeneratedFile[]> {
  const document = await readDocument();
  const types = astToString(await openapiTS(JSON.parse(document) as OpenAPI3));
  return Promise.all([
    formatted('backend/openapi.json', document),
    formatted('api-client/src/schema.ts', `${COMMENT_HEADER}${types}`),
  ]);
}

async function readDocument(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'taskward-openapi-'));
  const path = join(folder, 'openapi.json');
  try {
    const { writeDocument } = await loadServerPart('api-document/write-document');
    await writeDocument(path);
    return readFileSync(path, 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function formatted(name: string, text: string): Promise<GeneratedFile> {
  const path = join(workspaceRoot, name);
  return { path, content: await format(text, { ...(await resolveConfig(path)), filepath: path }) };
}
