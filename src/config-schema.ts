import { z } from 'zod';

const url = z.url('is not a URL');
const text = z.string().min(1, 'is empty');
const port = z.coerce.number().int().min(0).max(65_535);
const ROLE_NAMES = ['api', 'bot', 'worker', 'relay'] as const;

const roles = z
  .string()
  .default('all')
  .transform((value) => (value === 'all' ? [...ROLE_NAMES] : value.split(',')))
  .pipe(z.array(z.enum(ROLE_NAMES)));

const list = z
  .string()
  .default('')
  .transform((value) => value.split(',').filter((part) => part !== ''));

/** Every variable of the product, grouped by what it is for; `.env.example` is tested against it. */
export const configSchema = z
  .object({
    PROFILE: z.enum(['development', 'test', 'production']).default('development'),
    ROLES: roles,
    PORT: port.default(3000),
    METRICS_PORT: port.default(0),
    RATE_LIMIT_FACTOR: z.coerce.number().positive().default(1),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    POLICY_FILE: z.string().optional(),
    CRASH_POINTS_DIR: z.string().optional(),

    DATABASE_URL: url,
    DATABASE_WORKER_URL: url.optional(),

    AUDIT_MAC_KEY: z.string().regex(/^[0-9a-f]{64}$/u, 'is not 64 hex digits'),
    AUDIT_MAC_KEY_ID: text.default('k1'),

    TEMPORAL_ADDRESS: text,
    TEMPORAL_NAMESPACE: text.default('circuit-orders'),
    WORKFLOW_BUNDLE: text.default('dist/workflow-bundle.js'),

    TEAMS_APP_ID: text,
    TEAMS_APP_PASSWORD: text,
    TEAMS_TENANT_ID: text,
    TEAMS_METADATA_URL: url.default(
      'https://login.botframework.com/v1/.well-known/openidconfiguration',
    ),
    TEAMS_EMULATOR_METADATA_URL: url.optional(),
    TEAMS_LOGIN_URL: url.optional(),
    TEAMS_SERVICE_HOSTS: list,

    ENTRA_TENANT_ID: text,
    ENTRA_ISSUER: url,
    ENTRA_METADATA_URL: url,
    ENTRA_AUDIENCE: text,
    ENTRA_CLIENT_ID: text,
    ENTRA_CLIENT_SECRET: text,

    GRAPH_URL: url,
    GRAPH_TOKEN_URL: url,
    GRAPH_CLIENT_ID: text,
    GRAPH_CLIENT_SECRET: text,
    GRAPH_MAILBOX: text,
    GRAPH_CA_FILE: z.string().optional(),

    SERVICENOW_URL: url,
    SERVICENOW_CLIENT_ID: text,
    SERVICENOW_CLIENT_SECRET: text,
    SERVICENOW_USER: text,
    SERVICENOW_CA_FILE: z.string().optional(),
    SERVICENOW_CANARY_SYS_ID: z.string().optional(),

    WEB_ORIGIN: url.optional(),
    WEB_DIR: text.default('dist/web'),
    WEB_HOME_URL: z.string().default('/home'),
    WEB_SESSION_KEY: z.string().min(32, 'is shorter than 32 characters'),
  })
  .refine((config) => config.PROFILE !== 'production' || config.DATABASE_WORKER_URL !== undefined, {
    path: ['DATABASE_WORKER_URL'],
    message: 'is needed in production: the app login must not be able to write a stage',
    when: () => true,
  })
  .refine((config) => config.PROFILE !== 'production' || config.CRASH_POINTS_DIR === undefined, {
    path: ['CRASH_POINTS_DIR'],
    message: 'is for torture runs, never for production',
    when: () => true,
  })
  .refine(
    (config) => config.PROFILE !== 'production' || config.TEAMS_SERVICE_HOSTS.every(isHttps),
    {
      path: ['TEAMS_SERVICE_HOSTS'],
      message: 'may only name https origins in production',
      when: () => true,
    },
  )
  .refine((config) => config.TEAMS_APP_ID !== config.ENTRA_AUDIENCE, {
    path: ['ENTRA_AUDIENCE'],
    message: 'must differ from TEAMS_APP_ID, or tokens of people would open the bot’s door',
    when: () => true,
  });

const isHttps = (origin: string) => origin.startsWith('https://');

export type ConfigValues = z.infer<typeof configSchema>;
