#!/bin/sh
# One order from draft to enabled with curl, as sam, dana and lee.
# Needs a running `npm start`; API and the tokens come from it unless the environment gives them.
set -eu

API=${API:-http://localhost:3000}
SAM=${SAM:-$(npm run -s token -- sam)}
DANA=${DANA:-$(npm run -s token -- dana)}
LEE=${LEE:-$(npm run -s token -- lee)}
SITE=${SITE:-TXH97}

# call TOKEN METHOD PATH [BODY]: prints the answer, stops on a problem.
call() {
  curl -sS --fail-with-body -X "$2" "$API$3" -H "Authorization: Bearer $1" \
    -H 'Content-Type: application/json' ${4:+--data "$4"} || { echo >&2; exit 1; }
}

# read_json EXPRESSION: a value of the JSON on standard input, as in `answer.order.order_number`.
read_json() {
  node -e 'const answer = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    console.log(eval(process.argv[1]));' "$1"
}

# act TOKEN NUMBER ACTION [INPUT]: asks what may be done, and does it with what was seen.
act() {
  offers=$(call "$1" GET "/api/orders/$2/transitions")
  seen=$(printf '%s' "$offers" | node -e '
    const { actions } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    const offer = actions.find((one) => one.action === process.argv[1]);
    if (!offer.allowed) { console.error(offer.reason); process.exit(1); }
    console.log(JSON.stringify(offer.seen));' "$3")
  input=${4:-}
  call "$1" POST "/api/orders/$2/transitions" \
    "{\"action\":\"$3\",\"seen\":$seen,\"input\":${input:-{\}}}" >/dev/null
  echo "$3: done"
}

# reach NUMBER STAGE: waits until the order stands there.
reach() {
  i=0
  while [ "$(call "$SAM" GET "/api/orders/$1" | read_json answer.stage)" != "$2" ]; do
    i=$((i + 1))
    [ "$i" -le "${PATIENCE:-300}" ] || { echo "$1 did not reach $2" >&2; exit 1; }
    node -e "setTimeout(() => {}, 500)"
  done
  echo "stage: $2"
}

NUMBER=$(call "$SAM" POST /api/orders '{
  "site_id": "'"$SITE"'", "circuit_purpose": "Primary", "provider": "comcast", "speed": "1G",
  "justification": "The store opens in spring and needs a line.",
  "monthly_cost": "1800.00", "install_cost": "1000.00", "contract_term": 36 }' | read_json answer.order.order_number)
echo "order: $NUMBER"

act "$SAM" "$NUMBER" submit
act "$DANA" "$NUMBER" approve '{"comment":"Fits the plan."}'
act "$LEE" "$NUMBER" approve
reach "$NUMBER" testing
act "$SAM" "$NUMBER" accept '{"result":"Throughput as ordered."}'
act "$SAM" "$NUMBER" enable
reach "$NUMBER" enabled
