import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, type EntityManager, type FindOptionsWhere, IsNull, type Repository } from 'typeorm';
import { newId } from '../../platform/crypto/new-id';
import { bearerProblem } from '../../platform/errors/bearer-problem';
import { Problem } from '../../platform/errors/problem';
import { emailKeyOf, emailKeysOf } from './email';
import type { UpdateUserDto } from './update-user.dto';
import { User } from './user.entity';

/** An account whose password was verified: what follows from that asks for the same hash, in one transaction. */
type Verified = Pick<User, 'id' | 'passwordHash'>;

const NEXT_SECURITY_VERSION = () => 'security_version + 1';
/** How long a password that an administrator has set opens sessions. */
const IN_A_DAY = () => "now() + interval '24 hours'";

@Injectable()
export class UsersService {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}

  /** Of two accounts for two spellings of one domain, that of the very spelling. */
  async findByEmail(email: string): Promise<User | null> {
    const keys = emailKeysOf(email);
    const found = await this.users.findBy({ emailKey: Any(keys) });
    const [user = null] = found.sort(
      (one, other) => keys.indexOf(one.emailKey) - keys.indexOf(other.emailKey),
    );
    return user;
  }

  /** Of an account that is disabled already, the time stays. */
  async disable(manager: EntityManager, id: string): Promise<void> {
    await manager.update(
      User,
      { id },
      { disabledAt: () => 'coalesce(disabled_at, now())', securityVersion: NEXT_SECURITY_VERSION },
    );
  }

  async enable(manager: EntityManager, id: string): Promise<void> {
    await manager.update(User, { id }, { disabledAt: null });
  }

  /** @throws Problem SESSION_ENDED when the account is gone. */
  async findOrFail(id: string): Promise<User> {
    const user = await this.users.findOneBy({ id });
    if (!user) {
      throw bearerProblem('SESSION_ENDED');
    }
    return user;
  }

  /** Without a name nothing changes. */
  async update(id: string, { displayName }: UpdateUserDto): Promise<User> {
    if (displayName !== undefined) {
      await this.users.update({ id }, { displayName });
    }
    return this.findOrFail(id);
  }

  /**
   * No statement fails for a taken address: PostgreSQL would write it into its log.
   * @throws Problem EMAIL_TAKEN when the address has an account, in whatever letter case and spelling of the domain.
   */
  async create(
    manager: EntityManager,
    { email, displayName, passwordHash }: Pick<User, 'email' | 'displayName' | 'passwordHash'>,
  ): Promise<User> {
    const users = manager.getRepository(User);
    const id = newId();
    const emailKey = emailKeyOf(email);
    const formerKeys = emailKeysOf(email).filter((key) => key !== emailKey);
    const isTaken = formerKeys.length > 0 && (await users.existsBy({ emailKey: Any(formerKeys) }));
    if (isTaken || !(await insertOnce(users, { id, email, emailKey, displayName, passwordHash }))) {
      throw new Problem('EMAIL_TAKEN');
    }
    return users.findOneByOrFail({ id });
  }

  /**
   * Keeps password and account as they are until the transaction is over.
   * @param mode `pessimistic_write` for who is about to delete it.
   * @throws Problem INVALID_CREDENTIALS
   */
  async holdOrFail(
    manager: EntityManager,
    user: Verified,
    mode: 'pessimistic_read' | 'pessimistic_write' = 'pessimistic_read',
  ): Promise<void> {
    const found = await manager.findOne(User, {
      select: { id: true },
      where: unchanged(user),
      lock: { mode },
    });
    if (!found) {
      throw wrongPassword();
    }
  }

  /** The same password under another hash, unless the password was changed meanwhile. */
  async renewHash({ id, passwordHash }: Verified, renewed: string): Promise<void> {
    await this.users.update({ id, passwordHash }, { passwordHash: renewed });
  }

  /**
   * @returns the security version with which the new password begins.
   * @throws Problem INVALID_CREDENTIALS when another request was faster.
   */
  async replacePassword(manager: EntityManager, user: Verified, passwordHash: string): Promise<number> {
    const updated = await manager
      .createQueryBuilder()
      .update(User)
      .set({ passwordHash, passwordExpiresAt: null, securityVersion: NEXT_SECURITY_VERSION })
      .where(unchanged(user))
      .returning('security_version AS "securityVersion"')
      .execute();
    const [row] = updated.raw as Pick<User, 'securityVersion'>[];
    if (!row) {
      throw wrongPassword();
    }
    return row.securityVersion;
  }

  /**
   * By whoever need not know the former one, and so knows the new one as well: it is to be changed soon (ASVS V6.4.1).
   * Former proofs count no more.
   * @returns whether the account is there.
   */
  async resetPassword(manager: EntityManager, id: string, passwordHash: string): Promise<boolean> {
    const { affected } = await manager.update(
      User,
      { id },
      { passwordHash, passwordExpiresAt: IN_A_DAY, securityVersion: NEXT_SECURITY_VERSION },
    );
    return affected === 1;
  }

  /** Keeps the account as it is for who is about to delete it. @returns whether it is there. */
  async lock(manager: EntityManager, id: string): Promise<boolean> {
    const found = await manager.findOne(User, {
      select: { id: true },
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return found !== null;
  }

  /** Takes along everything that belongs to the account, which the transaction holds already. */
  async remove(manager: EntityManager, id: string): Promise<void> {
    await manager.delete(User, { id });
  }
}

/** @returns whether nobody else has the key. */
async function insertOnce(users: Repository<User>, user: Partial<User>): Promise<boolean> {
  const insert = users.createQueryBuilder().insert().values(user).orIgnore().returning('id');
  const inserted = await insert.execute();
  return (inserted.raw as unknown[]).length === 1;
}

function unchanged({ id, passwordHash }: Verified): FindOptionsWhere<User> {
  return { id, passwordHash, disabledAt: IsNull() };
}

function wrongPassword(): Problem {
  return new Problem('INVALID_CREDENTIALS', { detail: 'The password is wrong.' });
}
