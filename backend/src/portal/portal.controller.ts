import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../identity/public.decorator';
import { Config } from '../platform/config/config';
import { publicAddressOf } from './public-address';
import { PortalPage } from './portal-page';

/** Answers every address that can be the portal's with its page; the others never get here (`page-address.ts`). */
@ApiExcludeController()
@Public()
@Controller()
export class PortalController {
  constructor(
    private readonly page: PortalPage,
    private readonly config: Config,
  ) {}

  @Get(['/', '*'])
  show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const page = this.page.render();
    if (!page) {
      throw new NotFoundException();
    }
    if (this.isOtherNameOfThisMachine(request.host)) {
      void reply.redirect(publicAddressOf(request.url, this.config.publicUrl), 302);
      return '';
    }
    void reply
      .type('text/html; charset=utf-8')
      .header('Content-Security-Policy', page.policy)
      .header('Cache-Control', 'no-store');
    return page.html;
  }

  /** Cookies belong to one name: a page asked for as 127.0.0.1 would never see those of localhost. */
  private isOtherNameOfThisMachine(host: string): boolean {
    return this.config.loopback && host !== this.config.publicUrl.host;
  }
}
