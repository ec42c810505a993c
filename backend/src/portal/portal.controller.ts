import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../identity/public.decorator';
import { Config, isLoopbackName } from '../platform/config/config';
import { otherAddressPage } from './other-address-page';
import { publicAddressOf } from './public-address';
import { PortalPageService } from './portal-page.service';

const HTML = 'text/html; charset=utf-8';

/** Serves the portal's page for all its possible paths; others never get here (`page-address.ts`). */
@ApiExcludeController()
@Public()
@Controller()
export class PortalController {
  constructor(
    private readonly page: PortalPageService,
    private readonly config: Config,
  ) {}

  @Get(['/', '*'])
  show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const page = this.page.render();
    if (!page) {
      throw new NotFoundException();
    }
    void reply.header('Cache-Control', 'no-store');
    const { publicUrl, loopback } = this.config;
    if (!loopback || request.host === publicUrl.host) {
      void reply.type(HTML).header('Content-Security-Policy', page.policy);
      return page.html;
    }
    // Cookies belong to a host name: a page requested as 127.0.0.1 would not see those of localhost.
    if (isLoopbackName(request.hostname)) {
      void reply.redirect(publicAddressOf(request.url, publicUrl), 302);
      return '';
    }
    // The client's localhost is another machine.
    void reply.status(421).type(HTML);
    return otherAddressPage(publicUrl);
  }
}
