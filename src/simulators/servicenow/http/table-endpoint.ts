import { schemaOf, type Instance } from '../instance';
import type { Answer } from './answer';
import type { ApiCall } from './api-call';
import { ApiError } from './api-error';
import { strikeFault, type Strikable } from './strike-fault';
import { listing, reading } from './table-reads';
import { deleting, inserting, updating } from './table-writes';

interface TablePath {
  isFirstVersion: boolean;
  table: string;
  sysId: string | undefined;
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

/** `/api/now[/v1|/v2]/table/{table}[/{sys_id}]` */
function readPath(path: string): TablePath | undefined {
  const steps = path
    .split('/')
    .filter((step) => step !== '')
    .map(decoded);
  if (steps[0] !== 'api' || steps[1] !== 'now') return undefined;
  const isVersioned = steps[2] === 'v1' || steps[2] === 'v2';
  const [kind, table, sysId, ...rest] = steps.slice(isVersioned ? 3 : 2);
  if (kind !== 'table' || table === undefined || rest.length > 0) return undefined;
  return { isFirstVersion: steps[2] === 'v1', table, sysId };
}

function operationOf(instance: Instance, call: ApiCall, path: TablePath): Strikable {
  const schema = schemaOf(instance, path.table);
  if (schema === undefined) throw new ApiError(400, `Invalid table ${path.table}`);
  const { sysId } = path;
  switch (call.method) {
    case 'GET':
    case 'HEAD':
      return sysId === undefined
        ? listing(instance, call, schema, path.isFirstVersion)
        : reading(instance, call, schema, sysId);
    case 'POST':
      if (sysId === undefined) return inserting(instance, call, schema);
      break;
    case 'PATCH':
    case 'PUT':
      if (sysId !== undefined) return updating(instance, call, schema, sysId);
      break;
    case 'DELETE':
      if (sysId !== undefined) return deleting(instance, call, schema, sysId);
  }
  throw new ApiError(405, 'Method not supported', `${call.method} is not supported here`);
}

/** The Table API: lists, single records and their changes. */
export function tableEndpoint(instance: Instance, call: ApiCall): Promise<Answer> | undefined {
  const path = readPath(call.path);
  return path && strikeFault(instance, operationOf(instance, call, path));
}
