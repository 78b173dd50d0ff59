import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { PermissionNumber } from '../domain/permissions';
import type { Member } from '../ports/directory';
import type { Channel } from '../ports/orders';

/**
 * One route of the API: the only description of it. Express, validation, limits, the OpenAPI
 * document and the role tests are all made from this row.
 */
export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{names}` in braces. */
  path: string;
  summary: string;
  /**
   * Row of the permission table; `action`: the row of the action that is asked for. What depends on
   * an order is judged by the use case, which knows it.
   */
  permission: PermissionNumber | 'action';
  query?: z.ZodObject;
  /** Headers with a meaning of their own here, besides those every route reads. */
  headers?: readonly ('If-Match' | 'If-None-Match' | 'Last-Event-ID')[];
  body?: z.ZodType;
  /** What a good answer looks like, by status; without a schema it has no JSON. */
  answers: Readonly<Record<number, Answer>>;
  handle(call: Call): Promise<Reply>;
}

export interface Answer {
  description: string;
  schema?: z.ZodType;
  mediaType?: string;
  headers?: readonly ('ETag' | 'Location')[];
}

export interface Call<Query = unknown, Body = unknown> {
  request: Request;
  member: Member;
  csrf: string | null;
  channel: Channel;
  params: Readonly<Record<string, string>>;
  query: Query;
  body: Body;
  /** The same request came before and died before it answered: what it did may be done. */
  resumed: boolean;
}

/** `stream` takes the response over instead of a body. */
export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  stream?: (response: Response) => Promise<void>;
}

interface RouteOf<Query extends z.ZodObject, Body extends z.ZodType> extends Omit<
  Route,
  'query' | 'body' | 'handle'
> {
  query?: Query;
  body?: Body;
  handle(call: Call<z.output<Query>, z.output<Body>>): Promise<Reply>;
}

/** A row whose handler gets query and body in the types of its schemas. */
export function defineRoute<Query extends z.ZodObject, Body extends z.ZodType>(
  route: RouteOf<Query, Body>,
): Route {
  return route;
}

export const ok = (body: unknown, headers?: Record<string, string>): Reply => ({
  status: 200,
  body,
  ...(headers === undefined ? {} : { headers }),
});

/** Strong entity tag of an order: its version. */
export const etagOf = (version: number) => `"${version}"`;
