/** One text of a compiled file and what a bug would have put there. */
export interface Edit {
  /** Below the folder of compiled files. */
  file: string;
  find: string;
  replace: string;
}

/** A bug put in on purpose: a run that does not find it proves nothing. */
export interface Mutant {
  id: string;
  title: string;
  /** The invariant that has to break. */
  caughtBy: string;
  edits: readonly Edit[];
  /** What Postgres itself would refuse, so that the checker has to see it. */
  setUp: readonly string[];
}

export const MUTANTS: readonly Mutant[] = [
  {
    id: 'M2',
    title: 'no correlation look-up before a task is inserted',
    caughtBy: 'I3',
    edits: [
      {
        file: 'src/adapters/servicenow/ensure-task.js',
        find: 'const found = await (0, find_tasks_1.findTasks)(mirror, correlationId);',
        replace: 'const found = [];',
      },
      {
        file: 'src/adapters/servicenow/ensure-task.js',
        find: 'sys_id: (0, correlation_1.sysIdOf)(correlationId),',
        replace: "sys_id: require('node:crypto').randomBytes(16).toString('hex'),",
      },
    ],
    setUp: [],
  },
  {
    id: 'M3',
    title: 'the budget is read, then written',
    caughtBy: 'I7',
    edits: [
      {
        file: 'src/adapters/postgres/budget.js',
        find: `          AND used_minor + \${amountMinor} <= allocated_minor\`);`,
        replace: '`);',
      },
      {
        file: 'src/adapters/postgres/budget.js',
        find: '    const inserted = await (0, sql_1.run)(db,',
        replace: `    const position = await readBudget(db, costCentre, fiscalYear);
    if (position.available < amountMinor) return 'exceeded';
    await (0, sql_1.run)(db, (0, sql_1.sql) \`SELECT pg_sleep(0.3)\`);
    const inserted = await (0, sql_1.run)(db,`,
      },
    ],
    setUp: ['ALTER TABLE budgets DROP CONSTRAINT budgets_check'],
  },
  {
    id: 'M6',
    title: 'reports of a carrier are not known again',
    caughtBy: 'I10',
    edits: [
      {
        file: 'src/domain/order/provider-snapshot.js',
        find: '`${snapshot.provider}/${snapshot.providerOrderId}/${kind}/${value}`',
        replace:
          '`${snapshot.provider}/${snapshot.providerOrderId}/${kind}/${value}/${Math.random()}`',
      },
      {
        file: 'workflow-bundle.js',
        find: 'if (!seen.includes(event.key))',
        replace: 'if (event.key !== undefined)',
      },
    ],
    setUp: [],
  },
];
