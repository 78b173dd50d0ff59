import { usFederalHolidays } from '../domain/calendar';
import type { Organisation, SeedPerson, SeedSite } from '../adapters/postgres/seed-organisation';
import { PERSONAS, type Persona } from '../simulators/kit/people';

const LIMITS: Readonly<Record<string, bigint>> = {
  dana: 250_000_00n,
  lee: 1_000_000_00n,
  alex: 1_000_000_00n,
  robin: 1_000_000_00n,
};

// City, region, postcode, zone, cost centre; several stores may stand in one city.
const CITIES = [
  ['TXH', 'Houston', 'TX', '77002', 'America/Chicago', '4410'],
  ['TXD', 'Dallas', 'TX', '75201', 'America/Chicago', '4410'],
  ['CAL', 'Los Angeles', 'CA', '90012', 'America/Los_Angeles', '4420'],
  ['WAS', 'Seattle', 'WA', '98101', 'America/Los_Angeles', '4420'],
  ['AZP', 'Phoenix', 'AZ', '85003', 'America/Phoenix', '4420'],
  ['COD', 'Denver', 'CO', '80202', 'America/Denver', '4430'],
  ['ILC', 'Chicago', 'IL', '60601', 'America/Chicago', '4430'],
  ['NCC', 'Charlotte', 'NC', '28202', 'America/New_York', '4440'],
  ['FLO', 'Orlando', 'FL', '32801', 'America/New_York', '4440'],
  ['GAA', 'Atlanta', 'GA', '30303', 'America/New_York', '4440'],
] as const;

const NUMBERS = [97, 14, 33, 8];

function demoSites(): SeedSite[] {
  return CITIES.flatMap(([prefix, city, region, postcode, timeZone, costCentre], place) =>
    NUMBERS.map((number, index) => ({
      siteId: `${prefix}${String(number).padStart(2, '0')}`,
      name: `${prefix} ${String(number).padStart(2, '0')}`,
      address: {
        street: `${100 + place * 40 + index * 11} Market Street`,
        city,
        region,
        postcode,
        country: 'US',
      },
      timeZone,
      currency: 'USD',
      costCentre,
    })),
  );
}

function toSeed(persona: Persona, index: number): SeedPerson {
  const { key, name, email, oid, timeZone, role } = persona;
  const phone = `+1 555 010 ${String(index + 1).padStart(4, '0')}`;
  if (role === 'stranger') throw new Error('A stranger is nobody of ours.');
  return {
    oid,
    key,
    name,
    email,
    phone,
    timeZone,
    roles: [{ role, limitMinor: LIMITS[key] ?? null }],
  };
}

/** The demonstration organisation: forty stores, four carriers, the personas and their budgets. */
export function demoOrganisation(year: number): Organisation {
  const costCentres = [...new Set(CITIES.map((city) => city[5]))];
  return {
    people: PERSONAS.filter((persona) => persona.role !== 'stranger').map(toSeed),
    sites: demoSites(),
    providers: [
      provider('comcast', 'Comcast', 'mef', true, 35),
      provider('att', 'AT&T', 'quote-async', false, 45),
      provider('spectrum', 'Spectrum', 'portal', false, 30),
      provider('lumen', 'Lumen', 'portal', false, 45),
    ],
    budgets: costCentres.flatMap((costCentre) =>
      [year, year + 1].map((fiscalYear) => ({
        costCentre,
        fiscalYear,
        currency: 'USD',
        allocatedMinor: 250_000_00n,
      })),
    ),
    approvalPolicy: {
      rows: [
        { maxTcvMinor: '500000', maxNrcMinor: '100000', maxMrcMinor: null, steps: [] },
        { maxTcvMinor: '5000000', maxNrcMinor: null, maxMrcMinor: null, steps: [['dana']] },
        { maxTcvMinor: null, maxNrcMinor: null, maxMrcMinor: null, steps: [['dana'], ['lee']] },
      ],
      escalateTo: ['alex', 'robin'],
    },
    calendar: {
      timeZone: 'America/Chicago',
      week: [1, 2, 3, 4, 5],
      holidays: [year, year + 1, year + 2].flatMap(usFederalHolidays),
      opens: '08:00',
      closes: '17:00',
    },
  };
}

function provider(
  key: string,
  name: string,
  dialect: string,
  active: boolean,
  standardIntervalDays: number,
): Organisation['providers'][number] {
  return { key, name, dialect, active, standardIntervalDays, acceptance: 'explicit' };
}
