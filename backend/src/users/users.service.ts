import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { EntityManager, Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { bearerProblem } from '../auth/bearer-problem';
import { violatesUnique } from '../errors/database-errors';
import { Problem } from '../errors/problem';
import { emailKeyOf } from './email-key';
import { User } from './user.entity';

@Injectable()
export class UsersService {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}

  findByEmail(email: string): Promise<User | null> {
    return this.users.findOneBy({ emailKey: emailKeyOf(email) });
  }

  findById(id: string): Promise<User | null> {
    return this.users.findOneBy({ id });
  }

  /** @throws Problem SESSION_ENDED when the account is gone. */
  async findOrFail(id: string): Promise<User> {
    const user = await this.findById(id);
    if (!user) {
      throw bearerProblem('SESSION_ENDED');
    }
    return user;
  }

  /** @throws Problem EMAIL_TAKEN when the address has an account, in whatever letter case. */
  async create(
    manager: EntityManager,
    { email, displayName, passwordHash }: Pick<User, 'email' | 'displayName' | 'passwordHash'>,
  ): Promise<User> {
    const users = manager.getRepository(User);
    const id = uuidv7();
    try {
      await users.insert({ id, email, emailKey: emailKeyOf(email), displayName, passwordHash });
    } catch (error) {
      throw violatesUnique(error, 'users_email_key_unique') ? new Problem('EMAIL_TAKEN') : error;
    }
    return users.findOneByOrFail({ id });
  }
}
