import { Injectable, type Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { AccountExportDto } from './dto/account-export.dto';
import { type ExportSection, OWN_SECTIONS } from './export-sections';

/** A list of what another feature keeps of a person, and the class that documents an entry of it. */
export interface AddedSection extends ExportSection {
  readonly entry: Type<object>;
  /** A table with one row for each person, by `owner`, if one is locked before rows of the list are changed. */
  readonly lockedFirst?: string;
}

/**
 * What the export of an account consists of. Features that keep something of a person add it here, and it is deleted
 * with the account.
 */
@Injectable()
export class AccountExportRegistry {
  private readonly added: AddedSection[] = [];

  get sections(): readonly ExportSection[] {
    return [...OWN_SECTIONS, ...this.added];
  }

  /** What other features keep of a person. */
  get ofFeatures(): readonly AddedSection[] {
    return this.added;
  }

  /** Call it where a module is constructed, so that the document has it too. */
  add(section: AddedSection): void {
    this.added.push(section);
    ApiProperty({ type: [section.entry] })(AccountExportDto.prototype, section.name);
  }
}
