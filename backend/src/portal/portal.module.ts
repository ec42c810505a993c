import { type DynamicModule, Module } from '@nestjs/common';
import { PortalController } from './portal.controller';
import { PortalFiles } from './portal-files';
import { PortalPage } from './portal-page';

@Module({ controllers: [PortalController], providers: [PortalPage] })
export class PortalModule {
  static with(files: PortalFiles): DynamicModule {
    return { module: PortalModule, providers: [{ provide: PortalFiles, useValue: files }] };
  }
}
