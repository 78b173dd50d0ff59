import type { Client, Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../../workflows/messages';

/** Numbers of the wire's types, with the words Temporal's own tool takes. */
const TYPES = { Keyword: 2, Datetime: 6 } as const;

const WANTED: readonly (readonly [name: string, type: keyof typeof TYPES])[] = [
  [SEARCH_ATTRIBUTES.stage, 'Keyword'],
  [SEARCH_ATTRIBUTES.provider, 'Keyword'],
  [SEARCH_ATTRIBUTES.dueAt, 'Datetime'],
];

const NOT_FOUND = 5;

/**
 * What a Temporal server lacks for our stories, and how to add it; null if nothing, or if it does
 * not say: it may be down for now, or not let everybody ask.
 */
export async function missingOnServer(
  client: Client,
  connection: Connection,
  patienceMs: number,
): Promise<string | null> {
  const { namespace } = client.options;
  try {
    return await client.withDeadline(Date.now() + patienceMs, async () => {
      await connection.workflowService.describeNamespace({ namespace });
      const { customAttributes } = await connection.operatorService.listSearchAttributes({
        namespace,
      });
      const missing = WANTED.filter(
        ([name, type]) => Number(customAttributes[name]) !== TYPES[type],
      );
      return missing.length === 0 ? null : addAttributes(namespace, missing);
    });
  } catch (error) {
    if ((error as { code?: unknown }).code !== NOT_FOUND) return null;
    return (
      `Temporal has no namespace "${namespace}". Set TEMPORAL_NAMESPACE to one it has, or create ` +
      `it: temporal operator namespace create --namespace ${namespace}`
    );
  }
}

function addAttributes(namespace: string, missing: typeof WANTED): string {
  const flags = missing.map(([name, type]) => `--name ${name} --type ${type}`).join(' ');
  return (
    `Temporal's namespace "${namespace}" lacks search attributes that orders carry. Add them: ` +
    `temporal operator search-attribute create --namespace ${namespace} ${flags}`
  );
}
