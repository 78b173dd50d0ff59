// Speaks for curl on a machine that has none: the few options docs/first-order.sh uses.
const options = { method: 'GET', headers: {}, url: '', body: undefined };
const args = process.argv.slice(2);
for (let at = 0; at < args.length; at += 1) {
  const arg = args[at];
  if (arg === '-X') options.method = args[(at += 1)];
  else if (arg === '-H') {
    const [name, ...value] = args[(at += 1)].split(':');
    options.headers[name] = value.join(':').trim();
  } else if (arg === '--data') options.body = args[(at += 1)];
  else if (!arg.startsWith('-')) options.url = arg;
}
const { url, ...request } = options;
const response = await fetch(url, request);
process.stdout.write(await response.text());
if (!response.ok) {
  console.error(`curl: (22) The requested URL returned error: ${response.status}`);
  process.exitCode = 22;
}
