import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { changePasswordSchema, loginSchema, meSchema, updateMeSchema, VoronkaError } from '@voronka/contracts';
import type { Me } from '@voronka/contracts';
import type { Config } from '@voronka/platform';
import { CONFIG } from '../core/tokens.ts';
import { comesFromOwnPage } from '../http/own-origins.ts';
import { BeforePasswordChange, Public, Roles } from './access.decorators.ts';
import { AuthService } from './auth.service.ts';
import { CurrentPerson } from './principal.ts';
import type { Person } from './principal.ts';
import { dropSessionCookie, giveSessionCookie } from './session-cookie.ts';

/** Login, logout and the person's own settings. */
@ApiTags('auth')
@Controller('api/auth')
export class AuthController {
  constructor(
    @Inject(AuthService) private readonly auth: AuthService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Log in; the answer sets the session cookie' })
  @ApiOkResponse({ standardSchema: meSchema })
  async login(
    @Body({ schema: loginSchema }) body: z.output<typeof loginSchema>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    if (!comesFromOwnPage(this.config, request)) throw new VoronkaError('Auth.Forbidden', 'login from another site');
    const token = await this.auth.login(body.email, body.password);
    giveSessionCookie(this.config, response, token);
    return this.auth.meOfToken(token);
  }

  @Post('logout')
  @HttpCode(204)
  @Roles('admin', 'manager', 'auditor')
  @BeforePasswordChange()
  @ApiOperation({ summary: 'Log out' })
  async logout(@CurrentPerson() person: Person, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.auth.logout(person);
    dropSessionCookie(this.config, response);
  }

  @Post('password')
  @HttpCode(204)
  @Roles('admin', 'manager', 'auditor')
  @BeforePasswordChange()
  @ApiOperation({ summary: 'Change one’s own password; ends one’s other logins' })
  async changePassword(
    @CurrentPerson() person: Person,
    @Body({ schema: changePasswordSchema }) body: z.output<typeof changePasswordSchema>,
  ): Promise<void> {
    await this.auth.changePassword(person, body.current, body.next);
  }

  @Get('me')
  @Roles('admin', 'manager', 'auditor')
  @BeforePasswordChange()
  @ApiOperation({ summary: 'Who is logged in' })
  @ApiOkResponse({ standardSchema: meSchema })
  me(@CurrentPerson() person: Person): Me {
    const { id, email, name, role, locale, mustChangePassword, workspace } = person;
    return { id, email, name, role, locale, mustChangePassword, workspace };
  }

  @Patch('me')
  @Roles('admin', 'manager', 'auditor')
  @BeforePasswordChange()
  @ApiOperation({ summary: 'Change one’s own language' })
  @ApiOkResponse({ standardSchema: meSchema })
  async updateMe(
    @CurrentPerson() person: Person,
    @Body({ schema: updateMeSchema }) body: z.output<typeof updateMeSchema>,
  ): Promise<Me> {
    await this.auth.setLocale(person, body.locale);
    return this.me({ ...person, locale: body.locale });
  }
}
