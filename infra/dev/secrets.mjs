import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writePrivate } from './private-file.mjs';

const secret = () => randomBytes(32).toString('hex');

/** The secrets of this clone, made once and kept; files for those the product reads as files. */
export function keepSecrets(project) {
  const file = join(project.data, 'secrets.json');
  const kept = readJson(file, {});
  const secrets = {
    databaseRolePasswordSeed: kept.databaseRolePasswordSeed ?? secret(),
    simToken: kept.simToken ?? secret(),
  };
  if (JSON.stringify(kept) !== JSON.stringify(secrets)) {
    writePrivate(file, `${JSON.stringify(secrets, null, 2)}\n`);
  }
  const keyFile = (name) => {
    const path = join(project.data, name);
    if (!existsSync(path)) writePrivate(path, secret());
    return path;
  };
  return {
    ...secrets,
    auditKeyFile: keyFile('audit-mac.key'),
    sessionKeyFile: keyFile('session.key'),
  };
}
