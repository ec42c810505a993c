import { Injectable, type Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { AccountExportDto } from './dto/account-export.dto';
import { type ExportSection, OWN_SECTIONS } from './export-sections';

/** A list of data that another feature stores about a person, and the class that documents its entries. */
export interface AddedSection extends ExportSection {
  readonly entry: Type<object>;
  /** A table with one row per person, keyed by `owner`, that must be locked before rows of the list are changed. */
  readonly lockedFirst?: string;
}

/**
 * The contents of an account export. Features that store personal data register it here; it is deleted with the
 * account.
 */
@Injectable()
export class AccountExportRegistry {
  private readonly added: AddedSection[] = [];

  get sections(): readonly ExportSection[] {
    return [...OWN_SECTIONS, ...this.added];
  }

  /** Data that other features store about a person. */
  get ofFeatures(): readonly AddedSection[] {
    return this.added;
  }

  /** Call it in a module's constructor, so that the OpenAPI document includes the section too. */
  add(section: AddedSection): void {
    this.added.push(section);
    ApiProperty({ type: [section.entry] })(AccountExportDto.prototype, section.name);
  }
}
