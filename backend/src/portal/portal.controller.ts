import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/public.decorator';
import { Config } from '../config/config';
import { publicAddressOf } from './public-address';
import { PortalPage } from './portal-page';

/** The API, files, and names with a dot in front, also spelt in percent: the portal has no such page (ASVS V13.4.1). */
const NOT_THE_PORTAL = /^\/(api|health)(\/|$)|\.[^/]*$|(\/|\\|%2f|%5c)(\.|%2e)/i;

/** Answers every address that is not the API's with the portal's page; a missing file is 404, never the page. */
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
    const [path = '/'] = request.url.split('?', 1);
    const page = NOT_THE_PORTAL.test(path) ? undefined : this.page.render();
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
