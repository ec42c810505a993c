import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readSchemaState } from '../../platform/schema/schema-state';

/** Whether the database has the migrations of this version. */
@Injectable()
export class SchemaCheckService {
  private asking: Promise<boolean> | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /** Anybody may ask, as often as they like: who asks meanwhile is told the same, by one connection to the database. */
  isUpToDate(): Promise<boolean> {
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async ask(): Promise<boolean> {
    const { missing } = await readSchemaState(this.dataSource);
    return missing.length === 0;
  }
}
