#!/usr/bin/env python3
"""Agents elsewhere, as real processes on loopback: kill -9, and days of spool.

  agents.py kills [N]       N times (default 5) the agent is killed, every third time with the server away:
                            what it had kept is at the server in the end, once, and its epochs have no hole
  agents.py days [MINUTES]  a spool of so many minutes (default 120; 10080 is a week) of 20 checks, written by
                            the agent's code, is delivered while new facts go first
"""
import http.server, json, os, re, shutil, signal, socket, subprocess, sys, tempfile, threading, time, urllib.request
from terminal import HOME, must, steps

PLUMB = os.path.join(HOME, 'plumb')
LIVE_SECONDS_MAX = 10
PATIENCE = 60
VANTAGE = 'far-1'


def free_port():
    with socket.socket() as one:
        one.bind(('127.0.0.1', 0))
        return one.getsockname()[1]


class Target(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header('Content-Length', '2')
        self.end_headers()
        self.wfile.write(b'ok')

    def log_message(self, *_):
        pass


class Targets(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        pass  # an agent that is killed hangs up in the middle


class World:
    """A folder with a configuration that reaches nothing but loopback, and one server address."""

    def __init__(self, checks, interval):
        self.folder = tempfile.mkdtemp(prefix='plumb-agents-')
        self.target = Targets(('127.0.0.1', 0), Target)
        threading.Thread(target=self.target.serve_forever, daemon=True).start()
        self.port = free_port()
        self.url = 'http://127.0.0.1:%d' % self.port
        self.agent_data = os.path.join(self.folder, 'agent')
        self.processes = []
        at = self.target.server_address[1]
        with open(os.path.join(self.folder, 'roots'), 'w', encoding='ascii') as file:
            file.write('. NS a.root.\na.root. A 127.0.0.1@%d\n' % free_port())
        services = ''.join(
            '  - {id: s%d, checks: [{host: 127.0.0.1, scheme: http, port: %d, path: /%d, interval: %s, families: [4]}]}\n'
            % (i, at, i, interval) for i in range(checks))
        with open(os.path.join(self.folder, 'plumbline.yaml'), 'w', encoding='ascii') as file:
            file.write('catalogue: none\n'
                       'resolvers: [{id: own, address: 127.0.0.1@%d}]\n'
                       'probe: {allow: [127.0.0.0/8], roots: roots}\n'
                       'anchors: [127.0.0.1:%d]\nmustFail: [127.0.0.1:%d]\nservices:\n%s'
                       % (free_port(), at, free_port(), services))

    def run(self, *arguments):
        out = open(os.path.join(self.folder, '%s.out' % arguments[0]), 'a+b')
        process = subprocess.Popen([PLUMB, *arguments], cwd=self.folder, stdout=out, stderr=subprocess.STDOUT)
        out.close()
        self.processes.append(process)
        return process

    def text(self, command):
        with open(os.path.join(self.folder, '%s.out' % command), encoding='utf-8', errors='replace') as file:
            return file.read()

    def server(self):
        process = self.run('up', '--data', 'server', '--listen', '127.0.0.1:%d' % self.port)
        self.until(lambda: self.get('/readyz'), 'the server is not ready:\n' + self.text('up'))
        return process

    def agent(self, *more):
        return self.run('agent', '--server', self.url, '--id', VANTAGE, '--data', 'agent', *more)

    def token(self):
        made = subprocess.run([PLUMB, 'token', 'new', '--scope', 'enrol', '--data', 'server'], cwd=self.folder,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=PATIENCE, check=False)
        must(made.returncode == 0, made.stderr)
        return made.stdout.strip()

    def get(self, path):
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as reply:
                return json.load(reply)
        except OSError:
            return None

    def until(self, so, what, seconds=PATIENCE):
        begin = time.monotonic()
        while time.monotonic() - begin < seconds:
            got = so()
            if got:
                return got, time.monotonic() - begin
            time.sleep(0.1)
        raise AssertionError(what() if callable(what) else what)

    def newest(self):
        page = self.get('/v1/measurements?limit=1000&vantage=' + VANTAGE)
        return [it['id'] for it in page['items']] if page else []

    def all(self):
        """Every id of the vantage that the server has, as often as it has it."""
        ids, cursor = [], ''
        while True:
            page = self.get('/v1/measurements?limit=1000&vantage=%s%s' % (VANTAGE, cursor))
            ids += [it['id'] for it in page['items']]
            if 'next' not in page:
                return ids
            cursor = '&cursor=' + page['next']

    def spooled(self):
        """Ids of the whole lines on disk: what the agent had kept."""
        ids, folder = set(), os.path.join(self.agent_data, 'spool')
        for name in os.listdir(folder) if os.path.isdir(folder) else ():
            with open(os.path.join(folder, name), 'rb') as file:
                for line in file.read().split(b'\n')[:-1]:
                    sequence = line.split(b' ', 2)[1]
                    if sequence != b'0':
                        ids.add('%s:%d:%s' % (VANTAGE, int(name.split('-')[0]), sequence.decode()))
        return ids

    def enrol(self):
        agent = self.agent('--token', self.token())
        self.until(self.newest, lambda: 'nothing measured:\n' + self.text('agent') + self.text('up'))
        return agent

    def end(self, process):
        process.send_signal(signal.SIGTERM)
        status = process.wait(timeout=30)
        must(status == 0, 'exit status %d after SIGTERM' % status)

    def close(self):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.wait()
        self.target.shutdown()
        shutil.rmtree(self.folder, ignore_errors=True)


def by_epoch(ids):
    epochs = {}
    for one in ids:
        _, epoch, sequence = one.split(':')
        epochs.setdefault(int(epoch), []).append(int(sequence))
    return epochs


def whole(world, kept):
    """Everything that was kept is there, nothing twice, and no epoch has a hole."""
    world.until(lambda: kept <= set(world.all()), lambda: 'lost: %s' % sorted(kept - set(world.all()))[:10])
    ids = world.all()
    must(len(ids) == len(set(ids)), '%d doubled' % (len(ids) - len(set(ids))))
    for epoch, sequences in by_epoch(ids).items():
        must(sorted(sequences) == list(range(1, len(sequences) + 1)), 'epoch %d has a hole' % epoch)
    return ids


def kills():
    world = World(checks=8, interval='1s')
    try:
        server = world.server()
        agent = world.enrol()
        kept, away = set(), False
        for kill in range(TIMES):
            if kill % 3 == 1:
                world.end(server)
                away = True
            time.sleep(1 + 0.37 * (kill % 5))
            agent.kill()
            agent.wait()
            kept |= world.spooled()
            agent = world.agent()
            world.until(lambda: world.text('agent').count('measures for') == kill + 2, 'the agent does not start')
            if away:
                server, away = world.server(), False
        time.sleep(2)
        kept |= world.spooled()
        ids = whole(world, kept)
        must(max(by_epoch(ids)) == TIMES + 1, 'a start made no epoch of its own')
        world.end(agent)
        return '%d kills, %d measurements, %d of them found on disk after a kill: none lost, none doubled' % (
            TIMES, len(ids), len(kept))
    finally:
        world.close()


def java(world, *arguments):
    classes = os.path.join(HOME, 'agent', 'target', 'test-classes')
    must(os.path.exists(os.path.join(classes, 'org', 'plumbline', 'agent', 'SpoolOfDays.class')),
         'agent/target/test-classes is missing: mvn -pl agent -am test-compile')
    jdk = subprocess.run(['sh', '-c', '. "%s/scripts/jdk.sh"; need_jdk; echo "$jdk"' % HOME], stdout=subprocess.PIPE,
                         text=True, check=True).stdout.strip()
    return subprocess.run(
        [os.path.join(jdk, 'bin', 'java'), '-cp', os.path.join(HOME, '.build', 'app', '*') + ':' + classes, *arguments],
        cwd=world.folder, stdout=subprocess.PIPE, text=True, check=True).stdout


def days():
    world = World(checks=20, interval='60s')
    try:
        server = world.server()
        world.end(world.enrol())
        before = set(world.all())
        world.end(server)
        begin = time.monotonic()
        said = java(world, 'org.plumbline.agent.SpoolOfDays', world.agent_data, str(MINUTES))
        epoch, count, size = map(int, re.fullmatch(r'epoch (\d+) measurements (\d+) bytes (\d+)\n', said).groups())
        written = time.monotonic() - begin
        must(count == 20 * MINUTES, said)
        agent = world.agent()
        live = '%s:%d:' % (VANTAGE, epoch + 1)
        world.until(lambda: any(it.startswith(live) for it in world.spooled()), 'measures nothing while away', 90)
        time.sleep(12)  # long enough for the waits between tries to be at their longest
        begin = time.monotonic()
        server = world.server()
        back = time.monotonic() - begin
        _, visible = world.until(lambda: any(it.startswith(live) for it in world.newest()), 'no live data', PATIENCE)
        must(visible <= LIVE_SECONDS_MAX, 'live data after %.1f s' % visible)
        wanted = {'%s:%d:%d' % (VANTAGE, epoch, i) for i in range(1, count + 1)}
        begin = time.monotonic()
        while sum(os.path.getsize(os.path.join(world.agent_data, 'spool', it))
                  for it in os.listdir(os.path.join(world.agent_data, 'spool'))) > 5_000_000:
            must(time.monotonic() - begin < 1800, 'not delivered in half an hour')
            time.sleep(1)
        world.until(lambda: wanted <= set(world.all()), lambda: 'lost: %s' % sorted(wanted - set(world.all()))[:10], 300)
        took = time.monotonic() - begin
        ids = whole(world, before | wanted)
        world.end(agent)
        return ('%d measurements, %.0f MB, written in %.0f s; server ready after %.1f s, live data %.1f s later, '
                'all delivered after %.0f s; %d at the server, none lost, none doubled'
                % (count, size / 1e6, written, back, visible, took, len(ids)))
    finally:
        world.close()


WHAT = sys.argv[1] if len(sys.argv) > 1 else 'both'
NUMBER = int(sys.argv[2]) if len(sys.argv) > 2 else 0
TIMES = NUMBER or 5
MINUTES = NUMBER or 120
must(WHAT in ('kills', 'days', 'both'), __doc__)
subprocess.run([PLUMB, 'lab', 'list'], stdout=subprocess.DEVNULL, check=True)  # builds what is not built yet
steps(*{'kills': [kills], 'days': [days], 'both': [kills, days]}[WHAT])
