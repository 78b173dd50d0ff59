import type { Asking } from '../asking';

type Named = { values: Record<string, string> } | { sentence: string };

const NAMES = new Set(['name', 'site_name', 'sitename']);

/**
 * People know stores by name, the order by id. `name` alone finds the site; beside an id it must
 * be that site's name, or one of the two is a mistake.
 */
export async function nameSite(
  { tools }: Pick<Asking, 'tools'>,
  fields: readonly { name: string; value: string }[],
): Promise<Named> {
  const values = Object.fromEntries(
    fields.filter(({ name }) => !NAMES.has(name)).map(({ name, value }) => [name, value]),
  );
  const wanted = fields.find(({ name }) => NAMES.has(name))?.value;
  if (wanted === undefined) return { values };
  const same = (text: string) => text.toLowerCase() === wanted.toLowerCase();
  const given = values['site'] ?? values['site_id'];
  if (given === undefined) {
    const found = (await tools.directory.listSites()).filter((site) => same(site.name));
    const [site] = found;
    if (site === undefined || found.length > 1) {
      const why = found.length > 1 ? 'Several sites are' : 'No site is';
      return { sentence: `Nothing was saved. ${why} called “${wanted}”; write site=<id>.` };
    }
    return { values: { ...values, site: site.id } };
  }
  const site = await tools.directory.findSite(given.trim());
  return site === null || same(site.name)
    ? { values }
    : { sentence: `Nothing was saved. ${site.id} is called “${site.name}”, not “${wanted}”.` };
}
