import type { BrowserContext, ConsoleMessage } from '@playwright/test';

/** What no page of the portal may ever do, whatever a test makes it go through. Fills as it happens. */
export async function collectProblems(context: BrowserContext, origin: string): Promise<string[]> {
  const problems: string[] = [];
  context.on('weberror', (error) => problems.push(`uncaught: ${error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error' && !isNoteOfApiAnswer(message)) {
      problems.push(`console: ${message.text()}`);
    }
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) {
      problems.push(`asked another origin: ${request.url()}`);
    }
  });
  await context.addInitScript(reportPolicyViolations);
  return problems;
}

/** The browser logs every answer that is an error; what the API answers is each test's own business. */
function isNoteOfApiAnswer(message: ConsoleMessage): boolean {
  return (
    message.text().startsWith('Failed to load resource') &&
    new URL(message.location().url).pathname.startsWith('/api/')
  );
}

/** Runs in the page. */
function reportPolicyViolations(): void {
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    console.error(`policy violation: ${violatedDirective} ${blockedURI} ${sample}`),
  );
}
