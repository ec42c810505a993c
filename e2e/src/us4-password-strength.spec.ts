import { expect, type Locator, type Page, type Response } from '@playwright/test';
import { AccountArea } from './support/account-area.ts';
import { AccountForm } from './support/account-form.ts';
import { newCredentials, type Person } from './support/person.ts';
import { test } from './support/portal-test.ts';

/** Only the file with the dictionaries is as large as this, in bytes before compression. */
const LARGE = 500_000;

interface Form {
  email: string;
  password: Locator;
}

const FORMS: Record<string, (page: Page, ada: Person) => Promise<Form>> = {
  'the sign-up page': async (page) => {
    const { email } = newCredentials();
    const form = await AccountForm.signUp(page).open();
    await page.getByRole('textbox', { name: 'Name' }).fill('Countess Byron');
    await form.email.fill(email);
    return { email, password: form.password };
  },
  'the password page': async (page, ada) => {
    const answer = await ada.send('PATCH', '/users/me', { displayName: 'Countess Byron' });
    expect(answer.status()).toBe(200);
    await new AccountArea(page).open('Password');
    return { email: ada.credentials.email, password: page.getByLabel('New password', { exact: true }) };
  },
};

for (const [name, open] of Object.entries(FORMS)) {
  // Without a session, or sign-up leads to the tasks.
  const isPublic = name === 'the sign-up page';

  test(`${name} tells how strong a password is, and what would make it stronger`, async ({
    page,
    ada,
    context,
  }) => {
    if (isPublic) {
      await context.clearCookies();
    }
    const { email, password } = await open(page, ada);
    const meter = page.getByRole('meter', { name: 'Password strength' });
    await expect(meter).toBeHidden();

    await password.pressSequentially('password1');
    await expect(page.getByText('Very easy to guess. This is a commonly used password.')).toBeVisible();
    await expect(meter).toHaveAttribute('aria-valuetext', 'Very easy to guess');
    await expect(meter).toHaveJSProperty('value', 0);

    for (const known of [email, email.split('@')[0]!, 'countessbyron', 'Countess Byron']) {
      await password.fill(known);
      await expect(meter).toHaveAttribute('aria-valuetext', /^(Very easy|Easy) to guess$/);
    }

    await password.fill('quiet-Lantern-71-harbour');
    await expect(page.getByText('Very strong.')).toBeVisible();
    await expect(meter).toHaveJSProperty('value', 4);
  });

  test(`${name} loads the dictionaries with the first letter, and not before`, async ({
    page,
    ada,
    context,
  }) => {
    if (isPublic) {
      await context.clearCookies();
    }
    const scripts = recordScripts(page);
    const { password } = await open(page, ada);
    await page.waitForLoadState('networkidle');
    expect(await largeOnes(scripts)).toEqual([]);

    await password.pressSequentially('p');

    await expect(page.getByRole('meter', { name: 'Password strength' })).toBeAttached();
    expect(await largeOnes(scripts)).toHaveLength(1);
  });
}

test('the sign-in page loads no dictionaries, whatever is typed', async ({ page }) => {
  const scripts = recordScripts(page);
  const form = await AccountForm.signIn(page).open();
  await form.send({ email: 'nobody@example.org', password: 'not-the-Lantern-99' });
  await expect(form.alert).toContainText('do not match');
  await page.waitForLoadState('networkidle');

  expect(scripts.length).toBeGreaterThan(1);
  expect(await largeOnes(scripts)).toEqual([]);
});

test('rates nothing, and holds nobody up, when the dictionaries cannot be loaded', async ({ page }) => {
  const form = await AccountForm.signUp(page).open();
  await page.waitForLoadState('networkidle');
  await page.route('**/*.js', async (route) => {
    const script = await route.fetch();
    const isDictionary = (await script.body()).length > LARGE;
    await route.fulfill(
      isDictionary ? { contentType: 'text/javascript', body: 'throw 0;' } : { response: script },
    );
  });

  await form.send(newCredentials());

  await expect(page).toHaveURL('/tasks');
});

function recordScripts(page: Page): Response[] {
  const scripts: Response[] = [];
  page.on('response', (answer) => {
    if (answer.request().resourceType() === 'script') {
      scripts.push(answer);
    }
  });
  return scripts;
}

async function largeOnes(scripts: readonly Response[]): Promise<string[]> {
  const sizes = await Promise.all(scripts.map(async (script) => (await script.body()).length));
  return scripts.filter((_script, index) => sizes[index]! > LARGE).map((script) => script.url());
}
