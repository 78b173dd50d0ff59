const portOf = (url) => new URL(url).port;

function carriersRow(carriers) {
  const all = Object.entries(carriers ?? {});
  if (all.length === 0) return undefined;
  const note = all.map(([name, { dialect, url }]) => `${name} (${dialect}) ${portOf(url)}`);
  return ['Carriers', `${all[0][1].url}/_sim`, note.join(' · ')];
}

const row = ([label, url, note = '']) =>
  `  ${label.padEnd(16)} ${note === '' ? url : `${url.padEnd(32)}  ${note}`}`;

/** The text that tells a newcomer what runs and what to try; a part that does not run has no line. */
export function toBlock({
  web,
  docs,
  teams,
  servicenow,
  carriers,
  mail,
  finance,
  identity,
  temporal,
}) {
  const simulated = teams || servicenow || carriers || mail;
  const rows = [
    web && ['Board', web],
    teams && ['Teams stand-in', teams.url, 'talk to the bot as Sam, Dana, Lee ...'],
    servicenow && ['ServiceNow', servicenow.agent, 'play the agent'],
    carriersRow(carriers),
    mail && ['Mailbox', mail.inbox],
    finance && ['Finance', `${finance.url}/_sim`],
    temporal?.ui && ['Temporal UI', temporal.ui, `namespace ${temporal.namespace}`],
    docs && ['API', docs],
  ];
  const lines = [
    `circuit-orders is running (development profile${simulated ? ', simulated outside world' : ''})`,
    '',
    ...rows.filter(Boolean).map(row),
    '',
  ];
  if (identity) lines.push('  Sign in as any persona; the page lets you choose.');
  if (teams) {
    lines.push(
      '  Try: open the Teams stand-in as Sam and send',
      '       new order site=TXH97 purpose=Primary provider=Comcast speed=1G why="store opening" monthly=1800 install=1000 term=36',
    );
  }
  lines.push('  Stop with Ctrl-C. Start over with: npm start -- --fresh');
  return lines.join('\n');
}
