import type { Request } from 'express';
import type { z } from 'zod';
import type { PermissionNumber } from '../domain/permissions';
import type { Member } from '../ports/directory';

/**
 * One route of the API: the only description of it. Express, validation, limits, the OpenAPI
 * document and the role tests are all made from this row.
 */
export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{names}` in braces. */
  path: string;
  summary: string;
  /** Row of the permission table; null: every member. Rows that depend on an order are judged by
   * the use case, which knows it. */
  permission: PermissionNumber | null;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** What a good answer looks like, by status. */
  answers: Readonly<Record<number, { description: string; schema?: z.ZodType }>>;
  handle(call: Call): Promise<Reply>;
}

export interface Call {
  request: Request;
  member: Member;
  csrf: string | null;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
  body: unknown;
}

export interface Reply {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

export const ok = (body: unknown, headers?: Record<string, string>): Reply => ({
  status: 200,
  body,
  ...(headers === undefined ? {} : { headers }),
});

/** Strong entity tag of an order: its version. */
export const etagOf = (version: number) => `"${version}"`;
