type Choices = readonly (readonly [value: string, label: string])[];

/** States of a catalog task, its item and its request. */
export const TASK_STATES: Choices = [
  ['-5', 'Pending'],
  ['1', 'Open'],
  ['2', 'Work in Progress'],
  ['3', 'Closed Complete'],
  ['4', 'Closed Incomplete'],
  ['7', 'Closed Skipped'],
];

export const PRIORITIES: Choices = [
  ['1', '1 - Critical'],
  ['2', '2 - High'],
  ['3', '3 - Moderate'],
  ['4', '4 - Low'],
  ['5', '5 - Planning'],
];

export const LEVELS: Choices = [
  ['1', '1 - High'],
  ['2', '2 - Medium'],
  ['3', '3 - Low'],
];

export const ESCALATIONS: Choices = [
  ['0', 'Normal'],
  ['1', 'Moderate'],
  ['2', 'High'],
  ['3', 'Overdue'],
];

export const APPROVALS: Choices = [
  ['not requested', 'Not Yet Requested'],
  ['requested', 'Requested'],
  ['approved', 'Approved'],
  ['rejected', 'Rejected'],
];

export const UPON_APPROVAL: Choices = [
  ['proceed', 'Proceed to Next Task'],
  ['do_nothing', 'Wait for a User to Close this task'],
];

export const UPON_REJECT: Choices = [
  ['cancel', 'Cancel all future Tasks'],
  ['goto', 'Go to a previous Task'],
];

export const CONTACT_TYPES: Choices = [
  ['email', 'Email'],
  ['phone', 'Phone'],
  ['self-service', 'Self-service'],
  ['walk-in', 'Walk-in'],
];

export const CLASS_NAMES: Choices = [
  ['task', 'Task'],
  ['sc_task', 'Catalog Task'],
  ['sc_req_item', 'Requested Item'],
  ['sc_request', 'Request'],
];

export const ITEM_STAGES: Choices = [
  ['waiting_for_approval', 'Waiting for Approval'],
  ['fulfillment', 'Fulfillment'],
  ['delivery', 'Delivery'],
  ['complete', 'Completed'],
  ['Request Cancelled', 'Request Cancelled'],
];

export const REQUEST_STATES: Choices = [
  ['requested', 'Pending Approval'],
  ['in_process', 'Approved'],
  ['closed_complete', 'Closed Complete'],
  ['closed_incomplete', 'Closed Incomplete'],
  ['closed_cancelled', 'Closed Cancelled'],
  ['closed_rejected', 'Closed Rejected'],
];
