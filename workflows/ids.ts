/** Workflow ids, both ways. They hold no personal data and are never changed. */
export function orderWorkflowId(orderNumber: string): string {
  return `order/${orderNumber}`;
}

export function orderOf(workflowId: string): string | undefined {
  return workflowId.startsWith('order/') ? workflowId.slice('order/'.length) : undefined;
}

export function mirrorWorkflowId(orderNumber: string): string {
  return `sctask/${orderNumber}`;
}

export function pollingWorkflowId(source: string): string {
  return `poll/${source}`;
}

/** Task queues: who runs what, and where the limits are set. */
export const ORDERS_QUEUE = 'orders';
export const SERVICENOW_QUEUE = 'servicenow';
export const BACKGROUND_QUEUE = 'background';

export function providerQueue(providerKey: string): string {
  return `provider-${providerKey}`;
}
