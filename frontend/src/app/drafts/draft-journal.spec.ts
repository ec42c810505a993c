import { TestBed } from '@angular/core/testing';
import { DraftJournal } from './draft-journal';

describe('DraftJournal', () => {
  let journal: DraftJournal;

  beforeEach(() => (journal = TestBed.inject(DraftJournal)));

  it('has what was written, for the person who wrote it', () => {
    journal.write('ada', { capture: 'Buy milk' });

    expect(journal.read('ada')).toEqual({ capture: 'Buy milk' });
    expect(journal.read('grace')).toEqual({});
  });

  it('is empty once all of it has arrived', () => {
    const arrived = journal.write('ada', { capture: 'Buy milk' });
    arrived();

    expect(localStorage).toHaveLength(0);
  });

  it('keeps what was written after the part that has arrived', () => {
    const arrived = journal.write('ada', { capture: 'Buy' });
    journal.write('ada', { capture: 'Buy milk' });
    arrived();

    expect(journal.read('ada')).toEqual({ capture: 'Buy milk' });
  });

  it('lets go of one draft and keeps the others', () => {
    journal.write('ada', { capture: 'Buy milk', 'task:new': 'Water the plants' });
    journal.remove('ada', 'capture');

    expect(journal.read('ada')).toEqual({ 'task:new': 'Water the plants' });
  });

  it('forgets everybody else', () => {
    journal.write('ada', { capture: 'Buy milk' });
    journal.keepOnly('ada');
    expect(journal.read('ada')).toEqual({ capture: 'Buy milk' });
    journal.keepOnly('grace');

    expect(localStorage).toHaveLength(0);
  });

  it('reads nothing from what it did not write', () => {
    localStorage.setItem('taskward.drafts-under-way', '{');

    expect(journal.read('ada')).toEqual({});
  });
});
