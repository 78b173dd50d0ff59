import { GraphError } from './graph-error';

const MAILBOX_WRITES = [
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'changeKey',
  'receivedDateTime',
  'sentDateTime',
  'hasAttachments',
  'bodyPreview',
  'parentFolderId',
  'conversationId',
  'conversationIndex',
  'isDraft',
  'webLink',
  'uniqueBody',
];
const NOT_SIMULATED = ['extensions', 'mentions', 'multiValueExtendedProperties'];

/** The refusal of a property that only the mailbox writes, is not simulated, or does not exist. */
export function unwritableProperty(name: string): GraphError {
  if (MAILBOX_WRITES.includes(name)) {
    return new GraphError(400, 'ErrorInvalidPropertySet', 'Set action is invalid for property.');
  }
  if (NOT_SIMULATED.includes(name)) {
    const message = `The property '${name}' is not supported by this simulator.`;
    return new GraphError(501, 'notSupported', message);
  }
  return new GraphError(
    400,
    'RequestBodyRead',
    `The property '${name}' does not exist on type 'microsoft.graph.message'.`,
  );
}
