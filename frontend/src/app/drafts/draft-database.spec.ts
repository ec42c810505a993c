import { TestBed } from '@angular/core/testing';
import { DraftDatabase } from './draft-database';

describe('DraftDatabase', () => {
  it('keeps nothing, and says so to nobody, in a browser without a database', async () => {
    const database = TestBed.inject(DraftDatabase);
    await database.write(['ada', 'capture'], 'Buy milk');
    await database.keepOnly('ada');

    await expect(database.read(['ada', 'capture'])).resolves.toBeUndefined();
    await expect(database.names('ada')).resolves.toEqual([]);
  });
});
