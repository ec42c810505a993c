import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, type EntityManager, type FindOptionsWhere, IsNull, type Repository } from 'typeorm';
import { newId } from '../../platform/crypto/new-id';
import { bearerProblem } from '../../platform/errors/bearer-problem';
import { Problem } from '../../platform/errors/problem';
import { emailKeyOf, emailKeysOf } from './email';
import type { UpdateUserDto } from './update-user.dto';
import { User } from './user.entity';

/** An account whose password was verified; dependent changes must require the same hash, in one transaction. */
type Verified = Pick<User, 'id' | 'passwordHash'>;

const NEXT_SECURITY_VERSION = () => 'security_version + 1';
/** How long a password set by an administrator can open sessions. */
const IN_A_DAY = () => "now() + interval '24 hours'";

@Injectable()
export class UsersService {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}

  /** If several accounts match spellings of one domain, returns the one with the exact spelling. */
  async findByEmail(email: string): Promise<User | null> {
    const keys = emailKeysOf(email);
    const found = await this.users.findBy({ emailKey: Any(keys) });
    const [user = null] = found.sort(
      (one, other) => keys.indexOf(one.emailKey) - keys.indexOf(other.emailKey),
    );
    return user;
  }

  /** An account that is already disabled keeps its timestamp. */
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

  /** Without a name nothing is changed. */
  async update(id: string, { displayName }: UpdateUserDto): Promise<User> {
    if (displayName !== undefined) {
      await this.users.update({ id }, { displayName });
    }
    return this.findOrFail(id);
  }

  /**
   * A taken address does not make the statement fail: PostgreSQL would write it to its log.
   * @throws Problem EMAIL_TAKEN when the address has an account, in any letter case and spelling of the domain.
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
   * Locks password and account until the transaction is over.
   * @param mode `pessimistic_write` before deleting the account.
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

  /** Stores another hash of the same password, unless the password was changed meanwhile. */
  async renewHash({ id, passwordHash }: Verified, renewed: string): Promise<void> {
    await this.users.update({ id, passwordHash }, { passwordHash: renewed });
  }

  /**
   * @returns the new security version.
   * @throws Problem INVALID_CREDENTIALS when a concurrent request was faster.
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
   * Sets a password without knowing the former one. The setter knows the new one, so it must be changed soon (ASVS
   * V6.4.1). Voids earlier proofs.
   * @returns whether the account exists.
   */
  async resetPassword(manager: EntityManager, id: string, passwordHash: string): Promise<boolean> {
    const { affected } = await manager.update(
      User,
      { id },
      { passwordHash, passwordExpiresAt: IN_A_DAY, securityVersion: NEXT_SECURITY_VERSION },
    );
    return affected === 1;
  }

  /** Locks the account before it is deleted. @returns whether it exists. */
  async lock(manager: EntityManager, id: string): Promise<boolean> {
    const found = await manager.findOne(User, {
      select: { id: true },
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return found !== null;
  }

  /** Deletes the account, already locked by the transaction, with all its data. */
  async remove(manager: EntityManager, id: string): Promise<void> {
    await manager.delete(User, { id });
  }
}

/** @returns whether the key was still free. */
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
