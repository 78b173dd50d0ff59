import {
  Client,
  Connection,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  isGrpcServiceError,
} from '@temporalio/client';
import {
  ApplicationFailure,
  defineSearchAttributeKey,
  TypedSearchAttributes,
  type Workflow,
} from '@temporalio/common';
import { isErrorCode, type ErrorCode, type Facts } from '../../domain/errors';
import type { ActAnswer } from '../../domain/order/act-answer';
import type { ActOutcome, ActRequest, Runtime } from '../../ports/runtime';
import {
  BACKGROUND_QUEUE,
  mirrorWorkflowId,
  ORDERS_QUEUE,
  orderWorkflowId,
  pollingWorkflowId,
  SERVICENOW_QUEUE,
} from '../../../workflows/ids';
import {
  SEARCH_ATTRIBUTES,
  SIGNALS,
  type ActInput,
  type OrderLifecycleInput,
} from '../../../workflows/messages';
import { missingOnServer } from './missing-on-server';

export interface TemporalSettings {
  address: string;
  namespace: string;
  /** Hears of calls that Temporal refused; they are repeated, but seldom heal by themselves. */
  onRefused?: (error: Error) => void;
}

export interface TemporalRuntime extends Runtime {
  client: Client;
  /** What the server lacks, and how to add it; null if nothing, or if it does not say in time. */
  missingOnServer(patienceMs: number): Promise<string | null>;
  close(): Promise<void>;
}

const STAGE = defineSearchAttributeKey(SEARCH_ATTRIBUTES.stage, 'KEYWORD');
const PROVIDER = defineSearchAttributeKey(SEARCH_ATTRIBUTES.provider, 'KEYWORD');

/** The client side of the stories. It connects when first used, so a start without Temporal works. */
export function createRuntime(settings: TemporalSettings): TemporalRuntime {
  const connection = Connection.lazy({ address: settings.address });
  const client = new Client({ connection, namespace: settings.namespace });
  const { workflow } = client;

  const runtime: TemporalRuntime = {
    client,
    missingOnServer: (patienceMs) => missingOnServer(client, connection, patienceMs),
    act: (request, patienceMs) => act(client, request, patienceMs, settings),
    tellOrder: (orderNumber, events) => tell(client, orderNumber, SIGNALS.carrierEvents, events),
    tellTrouble: (orderNumber, events) => tell(client, orderNumber, SIGNALS.taskEvents, events),
    async wakeMirror(orderNumber) {
      await workflow.signalWithStart('sctaskMirror', {
        workflowId: mirrorWorkflowId(orderNumber),
        taskQueue: SERVICENOW_QUEUE,
        args: [{ orderNumber }],
        signal: SIGNALS.intent,
      });
    },
    async ensurePolling(source) {
      // A carrier's poller may be about to end: a signal keeps it, a start alone would meet the old run.
      if (source !== 'servicenow') {
        await runtime.readProviderNow(source);
        return;
      }
      await workflow.start('sctaskPolling', {
        workflowId: pollingWorkflowId(source),
        taskQueue: BACKGROUND_QUEUE,
        args: [{ source }],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      });
    },
    async readProviderNow(source) {
      await workflow.signalWithStart('carrierPolling', {
        workflowId: pollingWorkflowId(source),
        taskQueue: BACKGROUND_QUEUE,
        args: [{ source }],
        signal: SIGNALS.readNow,
      });
    },
    close: () => connection.close(),
  };
  return runtime;
}

async function tell(
  { workflow }: Client,
  orderNumber: string,
  signal: string,
  events: readonly object[],
): Promise<'told' | 'closed'> {
  try {
    await workflow.getHandle(orderWorkflowId(orderNumber)).signal(signal, [...events]);
    return 'told';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'closed';
    throw error;
  }
}

/** A draft's first submit or cancel starts its workflow; the same call is right on every retry. */
async function act(
  client: Client,
  request: ActRequest,
  patienceMs: number,
  { onRefused }: TemporalSettings,
): Promise<ActOutcome> {
  const { orderNumber, action, intentId, actor, seen, provider } = request;
  const args: [ActInput] = [{ intentId, actor, seen }];
  const workflowId = orderWorkflowId(orderNumber);
  const startsLife = action === 'submit' || action === 'cancel';
  try {
    const answer = await client.withDeadline(Date.now() + patienceMs, async () => {
      if (!startsLife) {
        return client.workflow
          .getHandle(workflowId)
          .executeUpdate<ActAnswer, [ActInput]>(action, { args, updateId: intentId });
      }
      const input: OrderLifecycleInput = { orderNumber, provider };
      const startWorkflowOperation = new WithStartWorkflowOperation('orderLifecycle', {
        workflowId,
        taskQueue: ORDERS_QUEUE,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        typedSearchAttributes: new TypedSearchAttributes([
          { key: STAGE, value: 'drafted' },
          { key: PROVIDER, value: provider },
        ]),
      });
      return client.workflow.executeUpdateWithStart<Workflow, ActAnswer, [ActInput]>(action, {
        args,
        updateId: intentId,
        startWorkflowOperation,
      });
    });
    return { outcome: 'done', answer };
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome.outcome === 'pending' && isRefusal(error)) onRefused?.(error);
    return outcome;
  }
}

// gRPC's cancelled, deadline exceeded and unavailable pass by themselves and are nothing to tell.
const PASSING = [1, 4, 14];

function isRefusal(error: unknown): error is Error {
  const cause = error instanceof Error && !isGrpcServiceError(error) ? error.cause : error;
  return isGrpcServiceError(cause) && !PASSING.includes(cause.code);
}

function outcomeOf(error: unknown): ActOutcome {
  if (error instanceof WorkflowUpdateFailedError) return refusalOf(error.cause);
  const ended =
    error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError;
  if (ended) return { outcome: 'refused', code: 'ORDER_ENDED', facts: {} };
  // Perhaps done, perhaps not: the same id again finds out.
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcServiceError(error)) {
    return { outcome: 'pending' };
  }
  if (error instanceof Error && error.name === 'ServiceError') return { outcome: 'pending' };
  throw error;
}

function refusalOf(cause: unknown): ActOutcome {
  const failure = cause instanceof ApplicationFailure ? cause : undefined;
  const type = failure?.type ?? '';
  const code: ErrorCode = isErrorCode(type) ? type : 'INTERNAL';
  const facts = (failure?.details?.[0] ?? {}) as Facts;
  return { outcome: 'refused', code, facts };
}
