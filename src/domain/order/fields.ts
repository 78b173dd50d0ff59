/**
 * The fields a person fills, once. Order type, validation, API document, form, command words and
 * table columns are views of this table; adding a field touches this file, one migration, one test.
 */
export type FieldType =
  'site' | 'choice' | 'provider' | 'speed' | 'text' | 'date' | 'money' | 'months';

export interface FieldEntry {
  label: string;
  type: FieldType;
  /** Column, API and search name. */
  column: string;
  /** Needed to store a draft. */
  required?: true;
  /** Needed to submit. */
  submitNeeds?: true;
  /** Part of the terms a decision is bound to. */
  term?: true;
  /** Word of the bot command: `site=TXH97`. */
  word: string;
  min?: number;
  max?: number;
  choices?: readonly string[];
  multiline?: true;
  help?: string;
}

export const PURPOSES = ['Primary', 'Backup', 'Guest'] as const;
export type CircuitPurpose = (typeof PURPOSES)[number];

export const FIELDS = {
  siteId: {
    label: 'Site',
    type: 'site',
    column: 'site_id',
    word: 'site',
    required: true,
    term: true,
  },
  circuitPurpose: {
    label: 'Purpose',
    type: 'choice',
    column: 'circuit_purpose',
    word: 'purpose',
    required: true,
    term: true,
    choices: PURPOSES,
  },
  provider: {
    label: 'Provider',
    type: 'provider',
    column: 'provider',
    word: 'provider',
    required: true,
    term: true,
  },
  speed: {
    label: 'Speed',
    type: 'speed',
    column: 'speed',
    word: 'speed',
    required: true,
    term: true,
    help: '500M, 1G or 100M/20M',
  },
  justification: {
    label: 'Why',
    type: 'text',
    column: 'justification',
    word: 'why',
    required: true,
    min: 10,
    max: 2000,
    multiline: true,
    help: 'What the site needs it for; approvers read this',
  },
  targetDate: {
    label: 'Target date',
    type: 'date',
    column: 'target_date',
    word: 'target',
    term: true,
    help: 'The day you want it to work; empty = the provider’s normal interval',
  },
  monthlyCost: {
    label: 'Monthly cost',
    type: 'money',
    column: 'monthly_cost',
    word: 'monthly',
    submitNeeds: true,
    term: true,
  },
  installCost: {
    label: 'Install cost',
    type: 'money',
    column: 'install_cost',
    word: 'install',
    submitNeeds: true,
    term: true,
  },
  contractTerm: {
    label: 'Contract term',
    type: 'months',
    column: 'contract_term',
    word: 'term',
    submitNeeds: true,
    term: true,
    min: 1,
    max: 120,
    help: 'Months',
  },
  notes: {
    label: 'Notes',
    type: 'text',
    column: 'notes',
    word: 'notes',
    max: 4000,
    multiline: true,
  },
  specialRequirements: {
    label: 'Special requirements',
    type: 'text',
    column: 'special_requirements',
    word: 'special',
    max: 4000,
    multiline: true,
  },
} as const satisfies Record<string, FieldEntry>;

export type FieldName = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

export function fieldEntry(name: FieldName): FieldEntry {
  return FIELDS[name];
}

/** The field of a column, as programs name it. */
export function fieldOfColumn(column: string): FieldName | undefined {
  return FIELD_NAMES.find((name) => FIELDS[name].column === column);
}

/** The field a column name, command word or field name means. */
export function fieldOf(text: string): FieldName | undefined {
  return FIELD_NAMES.find(
    (name) => name === text || FIELDS[name].column === text || FIELDS[name].word === text,
  );
}
