#!/usr/bin/env python3
"""Asks the virtual servers of a lab that is held with kdig and openssl, and holds what they say against the
records that the agents sent; then presses Ctrl-C."""
import datetime, hashlib, json, os, re, subprocess, tempfile, time, urllib.request
from terminal import HOME, Terminal, must, no_trace, steps

PLUMB = os.path.join(HOME, 'plumb')
SCENARIO = 'mashery-2024-10-01'
HIT = 'us-chi-comcast-1'
HOST = 'developer.mashery.com'
PAIR = {'207.204.40.133', '207.204.21.133'}
RIGHT_SERVERS = {'205.251.192.251', '205.251.194.59', '205.251.197.128', '205.251.199.161'}
WRONG = {'23.185.0.3'}
RIGHT = {'54.160.170.229', '54.235.15.197', '44.211.103.199'}
PORT = re.compile(r'^port 127\.0\.0\.1:(\d+) +is (\S.*) (\S+):(\d+) as seen from (\S+)$', re.MULTILINE)


def ports(text, vantage):
    """(virtual address, port) -> real port, as one vantage sees it."""
    return {(m[3], int(m[4])): int(m[1]) for m in PORT.finditer(text) if m[5] == vantage}


def tool(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=20).stdout


def kdig(port, *more):
    return tool('kdig', '@127.0.0.1', '-p', str(port), '+timeout=3', HOST, 'A', *more)


def addresses(answer):
    return set(re.findall(r'^%s\.\s+\d+\s+IN\s+A\s+(\S+)$' % re.escape(HOST), answer, re.MULTILINE))


def s_client(port, at, root):
    return tool('openssl', 's_client', '-connect', '127.0.0.1:%d' % port, '-servername', HOST, '-verify_hostname', HOST,
                '-attime', str(at), '-CAfile', root, '-showcerts')


def leaf(told):
    """SHA-256 and alternative names of the certificate that s_client was shown first."""
    pem = re.search(r'-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----', told, re.DOTALL)
    must(pem, 'no certificate:\n' + told)
    der = subprocess.run(['openssl', 'x509', '-outform', 'DER'], input=pem[0].encode(), stdout=subprocess.PIPE, check=True).stdout
    names = subprocess.run(['openssl', 'x509', '-noout', '-ext', 'subjectAltName'], input=pem[0], stdout=subprocess.PIPE,
                           check=True, text=True).stdout
    return hashlib.sha256(der).hexdigest(), set(re.findall(r'DNS:([^,\s]+)', names))


def recorded(dashboard, seconds):
    """The first diagnostic record of the hit vantage that saw the foreign certificate."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        url = '%s/v1/measurements?service=tibco-mashery&vantage=%s&limit=1000' % (dashboard, HIT)
        with urllib.request.urlopen(url, timeout=10) as answer:
            for record in json.load(answer)['items']:
                failed = [o for o in record['observations'] if o['step'] == 'tls' and not o.get('crossover')
                          and o.get('failure', {}).get('code') == 'name_mismatch']
                asked = [o for o in record['observations'] if o['step'] == 'authority' and o['server']['address'] in PAIR]
                if record['depth'] == 'diagnostic' and failed and asked:
                    return record
        time.sleep(0.5)
    raise AssertionError('no diagnostic record of %s saw the foreign certificate' % HIT)


def authoritative_servers_say_what_the_records_say(open_ports, record):
    asked = {}
    for o in record['observations']:
        if o['step'] == 'authority' and o['question'] == {'name': HOST, 'type': 'A'} and not o.get('variation'):
            asked.setdefault(o['server']['address'], {a['data'] for a in o.get('answers', [])})
    must(set(asked) == PAIR | RIGHT_SERVERS, 'the record asked %s' % sorted(asked))
    for address, data in asked.items():
        for transport in ('+notcp', '+tcp'):
            answer = kdig(open_ports[address, 53], transport)
            must(addresses(answer) == data, '%s says %s, the record %s:\n%s' % (address, addresses(answer), data, answer))
            must(data == (WRONG if address in PAIR else RIGHT), '%s says %s' % (address, data))
            must(re.search(r'status: NOERROR.*\n;; Flags: [^;]*\baa\b', answer), 'not authoritative:\n' + answer)


def web_servers_show_what_the_records_say(open_ports, record, root):
    at = int(datetime.datetime.fromisoformat(record['at'].replace('Z', '+00:00')).timestamp())
    failed = next(o for o in record['observations'] if o['step'] == 'tls' and o.get('failure'))
    must({failed['address']} == WRONG, 'the record connected to ' + failed['address'])
    told = s_client(open_ports[failed['address'], 443], at, root)
    sha256, names = leaf(told)
    must(sha256 == failed['chain'][0]['sha256'], 'another certificate than the record tells of')
    must(names == {'pantheonsite.io', '*.pantheonsite.io'} == set(failed['chain'][0]['names']), 'names %s' % names)
    must('Verify return code: 62 (hostname mismatch)' in told, 'openssl judges otherwise:\n' + told)  # and is valid at that time
    for address in RIGHT:
        told = s_client(open_ports[address, 443], at, root)
        must('Verify return code: 0 (ok)' in told, 'openssl judges otherwise:\n' + told)
        must(HOST.replace('developer', '*') in leaf(told)[1], 'names %s' % (leaf(told)[1],))
        late = s_client(open_ports[address, 443], at + 10 * 365 * 86400, root)
        must('certificate has expired' in late, 'valid ten years later:\n' + late)


def during_the_fault():
    with Terminal([PLUMB, 'lab', 'run', SCENARIO, '--speed', '15', '--hold', '--listen', '127.0.0.1:0']) as lab:
        dashboard = lab.wait_for(r'Dashboard: (http://\S+)$', 120)[1]
        root = lab.wait_for(r"root of the world's certificates is (\S+)$", 30)[1]
        lab.wait_for(r'07:00  \. .*$', 120)
        record = recorded(dashboard, 60)
        seen = ports(lab.text, HIT)
        authoritative_servers_say_what_the_records_say(seen, record)
        web_servers_show_what_the_records_say(seen, record, root)
        must(not re.search(r'^21:00  \. ', lab.text, re.MULTILINE), 'this machine was too slow: the fault was over')
        status = lab.ctrl_c()
        no_trace(lab.text)
        must(status == 130, 'exit status %s after Ctrl-C in the middle' % status)
    must(not addresses(kdig(seen[min(PAIR), 53], '+retry=0', '+timeout=1')), 'a virtual server outlives the lab')
    must(not os.path.exists(os.path.dirname(root)), 'left behind: ' + os.path.dirname(root))
    return 'record %s; %d ports' % (record['id'], len(seen))


def after_the_end():
    """The smallest file of docs/scenarios.md: it runs as it stands there, and stays up when it is over."""
    with open(os.path.join(HOME, 'docs', 'scenarios.md'), encoding='utf-8') as docs, tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, 'smallest.yaml')
        with open(file, 'w', encoding='utf-8') as scenario:
            scenario.write(re.search(r'^```yaml\n(.*?)^```$', docs.read(), re.DOTALL | re.MULTILINE)[1])
        with Terminal([PLUMB, 'lab', 'run', file, '--speed', '30', '--hold', '--listen', '127.0.0.1:0']) as lab:
            lab.wait_for(r'^The world stays up', 120)
            port = ports(lab.text, 'fr-par-home-1')['198.51.100.3', 53]
            told = tool('kdig', '@127.0.0.1', '-p', str(port), '+short', 'www.example.com', 'A')
            must(told.split() == ['198.51.100.81'], 'the zone says %s after its change' % told)
            verdict = lab.wait_for(r'^(As|Not as) it was: .*$', 1)
            status = lab.ctrl_c()
            no_trace(lab.text)
            must(status == {'As': 0, 'Not as': 1}[verdict[1]], 'exit status %s, and said: %s' % (status, verdict[0]))


steps(during_the_fault, after_the_end)
