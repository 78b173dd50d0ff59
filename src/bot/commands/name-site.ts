import type { Asking } from '../asking';

type Named = { values: Record<string, string> } | { sentence: string };

const NAMES = new Set(['name', 'site_name', 'sitename']);

/**
 * People know stores by name, the order by id. `name` alone finds the site, and so does a name where
 * the id belongs; beside an id it must be that site's name, or one of the two is a mistake.
 */
export async function nameSite(
  { tools }: Pick<Asking, 'tools'>,
  fields: readonly { name: string; value: string }[],
): Promise<Named> {
  const values = Object.fromEntries(
    fields.filter(({ name }) => !NAMES.has(name)).map(({ name, value }) => [name, value]),
  );
  const wanted = fields.find(({ name }) => NAMES.has(name))?.value;
  const given = values['site'] ?? values['site_id'];
  const called = async (text: string) =>
    (await tools.directory.listSites()).filter((site) => isSame(site.name, text));
  if (wanted === undefined) {
    // Several of one name, or none: the form asks for the site.
    const [site, ...more] = given === undefined ? [] : await called(given);
    if (site === undefined || more.length > 0) return { values };
    return { values: { ...values, [values['site'] === undefined ? 'site_id' : 'site']: site.id } };
  }
  if (given === undefined) {
    const found = await called(wanted);
    const [site] = found;
    if (site === undefined || found.length > 1) {
      const why = found.length > 1 ? 'Several sites are' : 'No site is';
      return { sentence: `Nothing was saved. ${why} called “${wanted}”; write site=<id>.` };
    }
    return { values: { ...values, site: site.id } };
  }
  const site = await tools.directory.findSite(given.trim());
  return site === null || isSame(site.name, wanted)
    ? { values }
    : { sentence: `Nothing was saved. ${site.id} is called “${site.name}”, not “${wanted}”.` };
}

const isSame = (one: string, other: string) =>
  one.trim().toLowerCase() === other.trim().toLowerCase();
