import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '../startup-error.ts';
import type { Ending } from './container.ts';

const PATIENCE = 30_000;
const PAUSE = 50;

/** Resolves when the server is ready; if it exits instead, throws its output. */
export async function untilReady(url: string, ending: Promise<Ending>): Promise<void> {
  const controller = new AbortController();
  const ended = ending.then(({ code, output }) => {
    throw new StartupError(`The server ended with ${code}: ${output}`);
  });
  try {
    await Promise.race([askUntilReady(url, controller.signal), ended]);
  } finally {
    controller.abort();
    ended.catch(() => undefined);
  }
}

async function askUntilReady(url: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!signal.aborted && (await statusOf(`${url}/health/ready`)) !== 200) {
    if (Date.now() > deadline) {
      throw new StartupError('The server does not get ready.');
    }
    await sleep(PAUSE);
  }
}

async function statusOf(url: string): Promise<number | undefined> {
  const answer = await fetch(url).catch(() => undefined);
  return answer?.status;
}

/** Fetches the page and every script that it names. */
export async function readPortal(url: string): Promise<void> {
  const page = await fetch(url);
  assert.equal(page.status, 200);
  const scripts = [...(await page.text()).matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, path]) => path);
  assert(scripts.length > 0, 'the page names no script');
  for (const path of scripts) {
    assert.equal(await statusOf(new URL(path ?? '', url).href), 200, path);
  }
}

/** Exercises routing, password hashing and the database role in one request. */
export async function registerPerson(url: string): Promise<void> {
  const answer = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'ada@example.org', password: 'correct horse battery' }),
  });
  assert.equal(answer.status, 201, await answer.text());
}
