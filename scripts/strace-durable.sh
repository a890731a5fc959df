#!/bin/bash
# strace shows a completed fsync or fdatasync of the log between each post's arrival and its 200. POSTS (default 50)
# posts of one measurement each, one after the other. Needs strace (Debian: apt install strace) and the right to trace.
set -eu
home=$(cd -- "$(dirname -- "$0")/.." && pwd)
command -v strace >/dev/null || { echo "strace is missing (Debian: apt install strace)"; exit 1; }
folder=$(mktemp -d)
server= tracer=
trap 'kill $tracer $server 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
printf 'catalogue: none\nanchors: ["127.0.0.1:%s"]\nmustFail: ["127.0.0.1:1"]\nresolvers: [{id: none, address: 127.0.0.1@1}]\n' "$port" >"$folder/plumbline.yaml"
"$home/plumb" catalogue list >/dev/null # builds what is not built yet
PLUMB_ADMIN_TOKEN=strace-durable "$home/plumb" up --config "$folder/plumbline.yaml" --data "$folder/data" \
  --listen "127.0.0.1:$port" >"$folder/out" 2>&1 &
server=$!
for ((i = 0; i < 120; i++)); do
  python3 - "$port" <<'PYTHON' && break
import sys, urllib.request
try:
    urllib.request.urlopen('http://127.0.0.1:%s/readyz' % sys.argv[1], timeout=2)
except OSError:
    sys.exit(1)
PYTHON
  sleep 0.5
done
strace -f -qq -yy -s 600 -e trace=fsync,fdatasync,read,recvfrom,write,sendto,writev -e signal=none \
  -o "$folder/trace" -p "$server" &
tracer=$!
sleep 2
python3 - "$port" "${POSTS:-50}" "$folder/trace" <<'PYTHON'
import http.client, json, re, sys, time
port, posts, trace = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
head = [{'kind': 'service', 'id': 'shop', 'name': 'Shop', 'category': 'saas', 'weight': 1, 'checks': [
    {'id': 'shop/https', 'host': 'shop.example', 'port': 443, 'scheme': 'https', 'path': '/', 'intervalMs': 60000,
     'timeoutMs': 10000, 'families': [4]}]}, {'kind': 'vantage', 'id': 'traced', 'families': [4], 'resolvers': []}]
connection = http.client.HTTPConnection('127.0.0.1', port, timeout=60)
for n in range(1, posts + 1):
    fact = {'kind': 'measurement', 'id': 'traced:1:%d' % n, 'check': 'shop/https', 'service': 'shop',
            'vantage': 'traced', 'at': time.strftime('%Y-%m-%dT%H:%M:%S.000Z', time.gmtime()), 'family': 4,
            'depth': 'routine', 'observations': [{'step': 'tcp', 'elapsedMs': 9, 'address': '192.0.2.1', 'port': 443}]}
    body = '\n'.join(json.dumps(r) for r in (head if n == 1 else []) + [fact]).encode()
    connection.request('POST', '/v1/measurements', body, {'X-Traced': 'yes', 'Authorization': 'Bearer strace-durable',
                                                          'Content-Type': 'application/x-ndjson'})
    answer = connection.getresponse()
    text = answer.read()
    assert answer.status == 200 and json.loads(text)['accepted'] >= 1, text
time.sleep(1)
syncs, arrived, answered, wrong = 0, {}, 0, 0
calls = {}
for line in open(trace, errors='replace'):
    match = re.match(r'(\d+) +(.*)', line)
    if not match:
        continue
    thread, call = match.groups()
    if '<unfinished ...>' in call:  # it has begun: a write has left, a sync or a read has not ended
        calls[thread] = call
        if not re.match(r'(write|sendto|writev)\(', call):
            continue
    elif '<... ' in call:
        call = calls.pop(thread, '') + call
        if re.match(r'(write|sendto|writev)\(', call):
            continue
    if re.match(r'f(data)?sync\(\d+<[^>]*log\.db', call) and call.rstrip().endswith('= 0'):
        syncs += 1
    socket = re.match(r'\w+\((\d+)<(?:TCP|socket)', call)
    if not socket:
        continue
    if 'POST /v1/measurements' in call and 'X-Traced: yes' in call:
        arrived[socket.group(1)] = syncs
    elif '"HTTP/1.1 200' in call and socket.group(1) in arrived:
        answered += 1
        wrong += syncs <= arrived.pop(socket.group(1))
print('%d posts, %d answers seen in the trace, %d of them without a sync of the log before' % (posts, answered, wrong))
sys.exit(0 if answered == posts and wrong == 0 else 1)
PYTHON
