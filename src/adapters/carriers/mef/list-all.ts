import type { z } from 'zod';
import { ProviderTrouble } from '../../../ports/provider';
import type { MefClient } from './create-mef-client';
import { pageSchema } from './page-schema';
import { readAnswer } from './read-answer';

const PAGE_SIZE = 100;
const MAX_PAGES = 1000;

/**
 * Every row of a list. A page may be shorter than asked for (throttled), and rows move between
 * pages while the list is read: the total tells the end, an id counts once.
 */
export async function listAll<Row extends { id: string }>(
  client: MefClient,
  list: { path: string; query: Readonly<Record<string, string>>; row: z.ZodType<Row> },
): Promise<Row[]> {
  const { path, query, row } = list;
  const rows = new Map<string, Row>();
  let offset = 0;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const window = { offset: String(offset), limit: String(PAGE_SIZE) };
    const answer = await client.ask({ api: 'ordering', path, query: { ...query, ...window } });
    const got = readAnswer(answer, pageSchema(row), path);
    for (const entry of got) rows.set(entry.id, entry);
    offset += got.length;
    const total = parseCount(answer.header('x-total-count'));
    const throttled = answer.header('x-pagination-throttled')?.toLowerCase() === 'true';
    const atEnd = total === null ? got.length < PAGE_SIZE && !throttled : offset >= total;
    if (got.length === 0 || atEnd) return [...rows.values()];
  }
  throw new ProviderTrouble('retryable', `${path}: the list does not end`);
}

function parseCount(header: string | null): number | null {
  return /^\d{1,9}$/u.test(header ?? '') ? Number(header) : null;
}
