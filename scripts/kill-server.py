#!/usr/bin/env python3
"""kill_server.py KILLS [RECORDING]: kills plumb up (SIGKILL) at random moments under ingest, and holds what is
left against what was acknowledged.

The load is the recording at twenty times its speed, by clones of its vantages and under new ids, again and again,
so that incidents open and are told of to a webhook on loopback; RATE (default 2,000) measurements a second. Without RECORDING a run of the lab is
recorded first. After each restart: /readyz is 200 and a post is acknowledged within READY_MAX s. At the end:
nothing acknowledged is lost, nothing stands twice (an export is compared), no version of an incident is said
twice, no alert arrives under two ids, and the same log judged by plumb replay gives the same incidents.
Environment: RATE, SEED, KEEP (a folder that is kept), LIFE_MAX (longest life of a process, in s)."""
import base64, collections, datetime, gzip, http.client, http.server, json, os, pathlib, random, shutil
import subprocess, sys, tempfile, threading, time

HOME = pathlib.Path(__file__).resolve().parent.parent
RATE = int(os.environ.get('RATE', '2000'))
READY_MAX = 10.0
LIFE_MIN, LIFE_MAX = 3.0, float(os.environ.get('LIFE_MAX', '15'))
POSTS_A_SECOND = 4
TOKEN = 'kill-server-' + os.urandom(16).hex()
SPEED = 20  # scenario seconds in a second


def stamp(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).isoformat(timespec='milliseconds')[:-6] + 'Z'


def seconds(text):
    return datetime.datetime.fromisoformat(text.replace('Z', '+00:00')).timestamp()


class Load:
    """The recording at SPEED scenario seconds a second, by as many clones of its vantages as make RATE measurements
    a second; round after round, each under epochs of its own."""

    def __init__(self, recording):
        with (gzip.open if str(recording).endswith('.gz') else open)(recording, 'rt', encoding='utf-8') as lines:
            records = [json.loads(line) for line in lines]
        facts = [r for r in records if r['kind'] in ('measurement', 'heartbeat')]
        self.facts = sorted(((seconds(r.pop('receivedAt')), r) for r in facts), key=lambda it: it[0])
        self.start, self.end = self.facts[0][0], self.facts[-1][0]
        measured = sum(r['kind'] == 'measurement' for r in facts)
        self.clones = max(1, round(RATE * (self.end - self.start) / SPEED / measured))
        self.head = []
        for record in records:
            record.pop('receivedAt', None)
            if record['kind'] == 'service':
                self.head.append(json.dumps(record))
            elif record['kind'] == 'vantage':
                self.head += [json.dumps({**record, 'id': self.name(record['id'], c)}) for c in range(self.clones)]
        self.round, self.next, self.until = 0, 0, self.start

    @staticmethod
    def name(vantage, clone):
        return '%s.%d' % (vantage, clone)

    def take(self):
        """The facts of the next moment, as if they had been received now."""
        lines, ids = [], []
        self.until += SPEED / POSTS_A_SECOND
        while self.next < len(self.facts) and self.facts[self.next][0] <= self.until:
            received, record = self.facts[self.next]
            self.next += 1
            at = stamp(time.time() - min(5.0, max(0.0, received - seconds(record['at']))))
            for clone in range(self.clones):
                copy = {**record, 'vantage': self.name(record['vantage'], clone), 'at': at}
                if record['kind'] == 'measurement':
                    copy['id'] = '%s:%d:%s' % (copy['vantage'], self.round + 1, record['id'].split(':')[2])
                    if 'run' in copy:
                        copy['run'] = '%s.%d.%d' % (record['run'], clone, self.round)
                    ids.append(copy['id'])
                else:
                    copy['epoch'] = self.round + 1
                lines.append(json.dumps(copy))
        if self.next == len(self.facts):
            self.round, self.next, self.until = self.round + 1, 0, self.start
        return lines, ids


class Receiver(http.server.ThreadingHTTPServer):
    """The webhook: notes webhook-id and (incident, version) of all that arrives."""
    daemon_threads = True

    def __init__(self):
        self.ids, self.told, self.lock = collections.Counter(), collections.defaultdict(set), threading.Lock()
        super().__init__(('127.0.0.1', 0), Receiver.Hook)

    class Hook(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers['content-length'])))
            record = body.get('data', body)
            with self.server.lock:
                self.server.ids[self.headers['webhook-id']] += 1
                self.server.told[record.get('id'), record.get('version')].add(self.headers['webhook-id'])
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass


class Server:
    def __init__(self, folder, port):
        self.port, self.log = port, open(folder / 'server.log', 'a')
        self.command = [str(HOME / 'plumb'), 'up', '--config', str(folder / 'plumbline.yaml'),
                        '--data', str(folder / 'data'), '--listen', '127.0.0.1:%d' % port]

    def start(self):
        self.began = time.monotonic()
        self.process = subprocess.Popen(self.command, stdout=self.log, stderr=self.log,
                                        env={**os.environ, 'PLUMB_ADMIN_TOKEN': TOKEN})

    def ask(self, method, path, body=None, timeout=30):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=timeout)
        try:
            connection.request(method, path, body, {'Authorization': 'Bearer ' + TOKEN,
                                                    'Content-Type': 'application/x-ndjson'} if body else {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def ready_after(self, limit):
        """Seconds from the start of the process until it is ready; None when it is not in time."""
        while time.monotonic() - self.began < limit:
            if self.process.poll() is not None:
                raise SystemExit('plumb up ended with %d; see server.log' % self.process.returncode)
            try:
                if self.ask('GET', '/readyz', timeout=2)[0] == 200:
                    return time.monotonic() - self.began
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.05)
        return None

    def kill(self):
        self.process.kill()
        self.process.wait()


class Poster(threading.Thread):
    """Posts the load at its rate; a post that was not answered is sent again, as an agent does."""

    def __init__(self, server, load):
        super().__init__(daemon=True)
        self.server, self.load = server, load
        self.acknowledged, self.sent = set(), set()
        self.first_ack = threading.Event()
        self.ending = False
        self.rejected = collections.Counter()

    def run(self):
        pending, due = None, time.monotonic()
        while not self.ending:
            if pending is None:
                lines, ids = self.load.take()
                head = [] if self.acknowledged else self.load.head
                pending = ('\n'.join(head + lines) + '\n').encode(), ids
                self.sent.update(ids)
            try:
                status, body = self.server.ask('POST', '/v1/measurements', pending[0])
                if status == 200:
                    for line in json.loads(body)['rejected']:
                        self.rejected[line['reason']] += 1
                    self.acknowledged.update(pending[1])
                    self.first_ack.set()
                    pending = None
                else:
                    time.sleep(0.2)
            except (OSError, http.client.HTTPException, ValueError):
                time.sleep(0.05)
            due = max(due + 1 / POSTS_A_SECOND, time.monotonic() - 1)
            time.sleep(max(0, due - time.monotonic()))


def recorded(folder):
    target = folder / 'lab.jsonl.gz'
    subprocess.run([str(HOME / 'plumb'), 'lab', 'run', 'mashery-2024-10-01', '--json', '--listen', '127.0.0.1:0',
                    '--record', str(target)], stdout=subprocess.DEVNULL, check=False)
    return target


def exported(folder):
    out = folder / 'export.jsonl'
    subprocess.run([str(HOME / 'plumb'), 'export', '--data', str(folder / 'data'), '--out', str(out)], check=True)
    return out


def main(kills, recording):
    seed = int(os.environ.get('SEED', time.time_ns() % 1_000_000))
    draw = random.Random(seed)
    folder = pathlib.Path(os.environ.get('KEEP') or tempfile.mkdtemp(prefix='kill-server-'))
    folder.mkdir(parents=True, exist_ok=True)
    receiver = Receiver()
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    with http.server.HTTPServer(('127.0.0.1', 0), None) as trial:
        port = trial.server_address[1]
    (folder / 'plumbline.yaml').write_text(
        'catalogue: none\nanchors: ["127.0.0.1:%d"]\nmustFail: ["127.0.0.1:1"]\n'
        'resolvers: [{id: none, address: 127.0.0.1@1}]\nalerts:\n  allowPrivate: [127.0.0.0/8]\n  channels:\n'
        '    - {id: hook, kind: webhook, url: "http://127.0.0.1:%d/", secret: whsec_%s}\n'
        % (port, receiver.server_address[1], base64.b64encode(os.urandom(32)).decode()))
    load = Load(recording or recorded(folder))
    server = Server(folder, port)
    poster = Poster(server, load)
    faults, waits = [], []
    print('seed %d, %d kills, %d measurements a second by %d clones of each vantage, folder %s' % (
        seed, kills, RATE, load.clones, folder), flush=True)
    server.start()
    if server.ready_after(60) is None:
        raise SystemExit('plumb up is not ready after 60 s')
    poster.start()
    began = time.monotonic()
    for kill in range(1, kills + 1):
        time.sleep(draw.uniform(LIFE_MIN, LIFE_MAX))
        server.kill()
        before = len(poster.acknowledged)
        server.start()
        ready = server.ready_after(60)
        poster.first_ack.clear()
        open_after = time.monotonic() - server.began if poster.first_ack.wait(60) else None
        waits.append((ready, open_after))
        print('kill %d: %d acknowledged so far; ready after %s s, a post acknowledged by %s s' % (
            kill, before, *('%.1f' % w if w else '-' for w in (ready, open_after))), flush=True)
        if not ready or ready > READY_MAX or not open_after or open_after > READY_MAX:
            faults.append('kill %d: ready after %s s, open after %s s' % (kill, ready, open_after))
    time.sleep(5)
    poster.ending = True
    poster.join(60)
    rate = len(poster.acknowledged) / (time.monotonic() - began)
    for _ in range(120):  # the engine reads what is left, the webhook hears the last
        text = server.ask('GET', '/metrics')[1].decode()
        value = dict(line.rsplit(' ', 1) for line in text.splitlines() if not line.startswith('#'))
        if float(value['plumbline_engine_lag_entries']) == 0 and \
                float(value['plumbline_alert_deliveries{state="waiting"}']) == 0:
            break
        time.sleep(1)
    else:
        faults.append('after two minutes the engine lags or an alert waits')
    server.process.terminate()
    status = server.process.wait(30)
    if status != 0:
        faults.append('ended by a signal with status %d' % status)
    stored, said = collections.Counter(), collections.Counter()
    incidents = []
    recording = exported(folder)
    with open(recording, encoding='utf-8') as lines:
        for line in lines:
            record = json.loads(line)
            if record['kind'] == 'measurement':
                stored[record['id']] += 1
            elif record['kind'] == 'incident':
                said[record['id'], record['version']] += 1
                incidents.append(line)
    lost = poster.acknowledged - stored.keys()
    if lost:
        faults.append('%d acknowledged and not stored, such as %s' % (len(lost), sorted(lost)[:3]))
    strange = [i for i in stored if i not in poster.sent and not i.startswith('here:')]
    doubled = [i for i, n in stored.items() if n > 1]
    if doubled or strange:
        faults.append('stored twice: %s; never sent: %s' % (doubled[:3], strange[:3]))
    if any(n > 1 for n in said.values()):
        faults.append('a version is said twice')
    gaps = [i for i in {k for k, _ in said}
            if sorted(v for k, v in said if k == i) != list(range(1, 1 + sum(k == i for k, _ in said)))]
    if gaps:
        faults.append('versions do not follow each other: %s' % gaps[:3])
    two = [k for k, ids in receiver.told.items() if len(ids) > 1]
    if two:
        faults.append('alerts under two ids: %s' % two[:3])
    untold = {k for k in receiver.told if k not in said}
    if untold:
        faults.append('told and not kept: %s' % sorted(untold)[:3])
    again = subprocess.run([str(HOME / 'plumb'), 'replay', str(recording)], capture_output=True, text=True)
    if again.stdout.splitlines(keepends=True) != incidents:
        faults.append('a replay of the log says other incidents: %d lines, the server said %d'
                      % (again.stdout.count('\n'), len(incidents)))
    if poster.rejected:
        faults.append('rejected: %s' % poster.rejected.most_common(3))
    worst = [max((w[i] or 99) for w in waits) for i in (0, 1)] if waits else [0, 0]
    opened = {k for k, _ in said}
    print('%d measurements acknowledged (%.0f/s), %d stored, %d incidents in %d versions, %d alerts arrived under %d '
          'ids (%d tries); slowest ready %.1f s, slowest open %.1f s; log.db %.1f MB' % (
              len(poster.acknowledged), rate, len(stored), len(opened), len(said), len(receiver.told),
              len(receiver.ids), sum(receiver.ids.values()), *worst,
              (folder / 'data' / 'log.db').stat().st_size / 1e6))
    if not opened:
        faults.append('no incident was opened: the load shows nothing')
    if not receiver.told:
        faults.append('no alert arrived')
    for fault in faults:
        print('FAULT', fault)
    if not os.environ.get('KEEP') and not faults:
        shutil.rmtree(folder)
    return 1 if faults else 0


if __name__ == '__main__':
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    sys.exit(main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))
