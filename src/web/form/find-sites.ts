import type { SitesAnswer } from '../../api/list-answers';

type Site = SitesAnswer['sites'][number];

/** Sites whose id, name or city holds the text, those that begin with it first. */
export function findSites(sites: readonly Site[], text: string): Site[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [...sites];
  const rank = ({ site_id: id, name, city }: Site) => {
    const words = [id, name].map((word) => word.toLowerCase());
    if (words.some((word) => word.startsWith(wanted))) return 0;
    if (words.some((word) => word.includes(wanted))) return 1;
    return city.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return sites
    .map((site) => ({ site, rank: rank(site) }))
    .filter((one) => one.rank < 3)
    .sort((one, other) => one.rank - other.rank)
    .map((one) => one.site);
}

export function siteTitle({ name, site_id: id, city, region }: Site): string {
  return `${name} · ${id} · ${city}, ${region}`;
}
