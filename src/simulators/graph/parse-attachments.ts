import { GraphError } from './graph-error';
import type { Attachment } from './stored-message';

/** The documentation writes the type with the sign and without. */
const FILE = /^#?microsoft\.graph\.fileAttachment$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const invalid = (message: string) => new GraphError(400, 'RequestBodyRead', message);

/** Reads the files an application puts on a new message; other kinds of attachment are refused. */
export function parseAttachments(items: unknown[]): Attachment[] {
  return items.map((item) => {
    const given = (item ?? {}) as Record<string, unknown>;
    const { name, contentType = 'application/octet-stream', contentBytes, isInline } = given;
    const kind = given['@odata.type'];
    const isFile = kind === undefined || (typeof kind === 'string' && FILE.test(kind));
    if (!isFile || isInline === true) {
      const what = isFile
        ? 'An inline attachment'
        : `An attachment of type ${JSON.stringify(kind)}`;
      throw new GraphError(501, 'notSupported', `${what} is not supported by this simulator.`);
    }
    if (typeof name !== 'string' || name === '' || typeof contentType !== 'string') {
      throw invalid('An attachment has a name and, if it says so, a contentType that is text.');
    }
    if (typeof contentBytes !== 'string' || !BASE64.test(contentBytes)) {
      throw invalid(`The contentBytes of '${name}' are not base64.`);
    }
    const sizeBytes = Buffer.from(contentBytes, 'base64').length;
    return { name, contentType, sizeBytes, contentBytes };
  });
}
