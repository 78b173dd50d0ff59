import { writePrivate } from './private-file.mjs';

/** What runs where, for scripts; a part that does not run has no key. */
export function toEndpoints({ product, simulators, temporal, postgres }) {
  const { api, bot, web, docs, metrics } = product.endpoints;
  const { teams, servicenow, carriers, mail, finance, identity, simulatorToken } =
    simulators?.endpoints ?? {};
  return {
    profile: 'development',
    pid: process.pid,
    ...{ api, bot, web, docs, teams, servicenow, carriers, mail, finance, identity },
    ...{ temporal, postgres, metrics, simulatorToken },
  };
}

export const writeEndpoints = (project, endpoints) =>
  // JSON leaves out what is undefined.
  writePrivate(project.endpoints, `${JSON.stringify(endpoints, null, 2)}\n`);
