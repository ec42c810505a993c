import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readSchemaState } from '../../platform/schema/schema-state';

/** Whether the database has exactly this version's migrations. */
@Injectable()
export class SchemaCheckService {
  private asking: Promise<boolean> | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /** Public and unlimited, so concurrent callers share one query. */
  isUpToDate(): Promise<boolean> {
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async ask(): Promise<boolean> {
    const { missing } = await readSchemaState(this.dataSource);
    return missing.length === 0;
  }
}
