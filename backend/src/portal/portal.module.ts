import { type DynamicModule, Module } from '@nestjs/common';
import { PortalController } from './portal.controller';
import { PortalFiles } from './portal-files';
import { PortalPageService } from './portal-page.service';

@Module({ controllers: [PortalController], providers: [PortalPageService] })
export class PortalModule {
  static with(files: PortalFiles): DynamicModule {
    return { module: PortalModule, providers: [{ provide: PortalFiles, useValue: files }] };
  }
}
