import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, type EntityManager, type FindOptionsWhere, IsNull, type Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { bearerProblem } from '../auth/bearer-problem';
import { Problem } from '../errors/problem';
import { emailKeyOf, emailKeysOf } from './email-key';
import type { UpdateUserDto } from './update-user.dto';
import { User } from './user.entity';

/** An account whose password was verified: what follows from that asks for the same hash, in one transaction. */
type Verified = Pick<User, 'id' | 'passwordHash'>;

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
  async setDisabled(manager: EntityManager, id: string, disabled: boolean): Promise<void> {
    const disabledAt = () => (disabled ? 'coalesce(disabled_at, now())' : 'NULL');
    await manager.update(User, { id }, { disabledAt });
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
    const id = uuidv7();
    const emailKey = emailKeyOf(email);
    const formerKeys = emailKeysOf(email).filter((key) => key !== emailKey);
    const isTaken = formerKeys.length > 0 && (await users.existsBy({ emailKey: Any(formerKeys) }));
    if (isTaken || !(await insertOnce(users, { id, email, emailKey, displayName, passwordHash }))) {
      throw new Problem('EMAIL_TAKEN');
    }
    return users.findOneByOrFail({ id });
  }

  /** Keeps password and account as they are until the transaction is over. @throws Problem INVALID_CREDENTIALS */
  async holdOrFail(manager: EntityManager, user: Verified): Promise<void> {
    const found = await manager.findOne(User, {
      select: { id: true },
      where: unchanged(user),
      lock: { mode: 'pessimistic_read' },
    });
    requireOne(found ? 1 : 0);
  }

  /** The same password under another hash, unless the password was changed meanwhile. */
  async renewHash({ id, passwordHash }: Verified, renewed: string): Promise<void> {
    await this.users.update({ id, passwordHash }, { passwordHash: renewed });
  }

  /** @throws Problem INVALID_CREDENTIALS when another request was faster. */
  async replacePassword(manager: EntityManager, user: Verified, passwordHash: string): Promise<void> {
    const { affected } = await manager.update(User, unchanged(user), { passwordHash });
    requireOne(affected);
  }

  /** Takes along everything that belongs to the account. @throws Problem INVALID_CREDENTIALS */
  async remove(manager: EntityManager, user: Verified): Promise<void> {
    const { affected } = await manager.delete(User, unchanged(user));
    requireOne(affected);
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

function requireOne(affected: number | null | undefined): void {
  if (affected !== 1) {
    throw new Problem('INVALID_CREDENTIALS', { detail: 'The password is wrong.' });
  }
}
