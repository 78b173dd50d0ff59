import type { Request } from 'express';

/** Reads a request's body to its end; undefined if it is longer than `limit` bytes. */
export async function readBody(request: Request, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // The rest is still read, as answering earlier would reset a client that is only writing.
    if (length <= limit) chunks.push(chunk);
  }
  return length <= limit ? Buffer.concat(chunks) : undefined;
}
