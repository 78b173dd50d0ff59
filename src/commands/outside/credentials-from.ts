import { createHmac } from 'node:crypto';

/** Ids and secrets drawn from the simulators' token, so that a restart agrees with the last run. */
export function credentialsFrom(token: string) {
  const drawn = (name: string) => createHmac('sha256', token).update(name).digest();
  const secret = (name: string) => drawn(`${name} secret`).toString('base64url');
  const id = (name: string) => {
    const hex = drawn(`${name} id`).toString('hex');
    const groups = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`];
    return [...groups, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
  };
  return { secret, id };
}
