import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BOUNDED_FOLD } from './search-terms/folded-text';
import { CREATE_QUERY, createQuery } from './search-terms/terms-of-search';
import { CREATE_TERMS, createTerms } from './search-terms/terms-of-task';

/**
 * PostgreSQL brings the combining characters on a letter into their order in time that grows with the square of their
 * number: a description of 10,000 took a second and more, at each write. Those beyond the first thirty in a row are cut
 * off first. All other text has the same terms as before, so that the index stays as it is.
 */
export class BoundCombiningCharacters1796084760000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(createTerms(BOUNDED_FOLD));
    await queryRunner.query(createQuery(BOUNDED_FOLD));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(CREATE_TERMS);
    await queryRunner.query(CREATE_QUERY);
  }
}
