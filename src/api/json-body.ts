import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import { Refusal } from '../domain/errors';
import { refusalSentence } from '../domain/errors/sentence';
import { jsonFault } from '../domain/json-fault';
import { pointerTo, RefusalWith } from './problem';

const DEEPEST = 20;

/** Reads JSON that says one thing: no key twice, nesting bounded, UTF-8 as JSON is. */
export function jsonBody(limit: string, type: readonly string[]) {
  return express.json({ limit, strict: true, type: [...type], verify: requireOneMeaning });
}

function requireOneMeaning(
  _request: IncomingMessage,
  _response: ServerResponse,
  bytes: Buffer,
  charset: string,
): void {
  // Another charset would be decoded here and there, and not surely to the same text.
  if (charset !== 'utf-8') throw new Refusal('MEDIA_TYPE_UNKNOWN');
  // Decoding would put U+FFFD in its place, and nobody could tell what had been written.
  if (!isUtf8(bytes)) throw new Refusal('BODY_NOT_READABLE', { utf8: false });
  const found = jsonFault(bytes.toString('utf8'), DEEPEST);
  if (found?.fault === 'too deep') throw new Refusal('BODY_NOT_READABLE', { deepest: DEEPEST });
  if (found?.fault !== 'doubled') return;
  const code = 'FIELD_DOUBLED';
  const facts = { given: found.path.at(-1) ?? '' };
  const detail = refusalSentence(code, facts);
  throw new RefusalWith(code, facts, {
    errors: [{ pointer: pointerTo(found.path), code, detail }],
  });
}
