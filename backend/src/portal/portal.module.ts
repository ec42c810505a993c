import { Module } from '@nestjs/common';
import { PortalController } from './portal.controller';
import { PortalPage } from './portal-page';

@Module({ controllers: [PortalController], providers: [PortalPage] })
export class PortalModule {}
