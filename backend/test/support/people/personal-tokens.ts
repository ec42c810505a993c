import type { CreatedPersonalTokenDto } from '../../../src/identity/personal-tokens/dto/created-personal-token.dto';
import type { TestServer } from '../servers/test-server';
import type { Visitor } from './visitor';

export const PERSONAL_TOKENS = '/api/v1/auth/access-tokens';

/** A token of somebody who is signed in. */
export async function createPersonalToken(
  visitor: Visitor,
  fields: object = {},
): Promise<CreatedPersonalTokenDto> {
  const answer = await visitor.send<CreatedPersonalTokenDto>('POST', PERSONAL_TOKENS, {
    body: { name: 'Nightly build', scopes: ['tasks:write'], ...fields },
  });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

/** A script: it has a token and nothing else. */
export function scriptWith(app: TestServer, token: string): Visitor {
  return Object.assign(app.visitor(), { accessToken: token });
}

/** Rows in place of requests, that expire after so many days; resolves to their ids. */
export async function insertTokens(
  { database }: TestServer,
  { userId }: Visitor,
  count: number,
  days = 30,
): Promise<string[]> {
  const rows = await database.owner.query<{ id: string }[]>(
    `INSERT INTO access_tokens (id, user_id, name, scopes, token_hash, expires_at)
     SELECT gen_random_uuid(), $1, 'Token', '{tasks:read}', sha256('x'), now() + $3 * interval '1 day'
     FROM generate_series(1, $2) RETURNING id`,
    [userId, count, days],
  );
  return rows.map(({ id }) => id);
}
