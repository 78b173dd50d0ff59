import { createRequire } from 'node:module';
import type * as sdk from './botbuilder/create-sdk';

/** Loads the SDK when it is needed: a second and 85 MB that other roles do without. */
export function loadSdk(): typeof sdk {
  return createRequire(__filename)('./botbuilder/create-sdk') as typeof sdk;
}
