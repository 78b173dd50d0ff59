import type { GraphCalls } from './create-graph-calls';
import { GraphTrouble } from './graph-trouble';

/**
 * Ids of drafts an earlier call left before they got the key. Only a help: whatever else the
 * mailbox lists is passed over, and one that does not know this filter leaves nothing to find.
 */
export async function findLeftDrafts(call: GraphCalls, messageId: string): Promise<string[]> {
  const body = await call({
    path: '/messages',
    parameters: {
      $filter: `internetMessageId eq '${messageId.replaceAll("'", "''")}'`,
      $select: 'id,isDraft,internetMessageId',
      $top: '50',
    },
  }).catch((error: unknown) => {
    if (error instanceof GraphTrouble && error.failure.outcome === 'refused') return null;
    throw error;
  });
  const rows = (body as { value?: unknown } | null)?.value;
  return (Array.isArray(rows) ? rows : []).flatMap((row: unknown) => {
    const { id, isDraft, internetMessageId } = row as Record<string, unknown>;
    // A copy that was received has the same Message-ID, and so may a mail somebody else made up.
    const isLeft = isDraft === true && internetMessageId === messageId;
    return isLeft && typeof id === 'string' ? [id] : [];
  });
}
