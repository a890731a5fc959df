#!/usr/bin/env python3
"""The founding fault under other names, told right; with a false truth, told otherwise; with half of the healthy
vantages, told with other counts and no more sure of itself. Prints a line a run, with its seed."""
import gzip, json, os, random, re, subprocess, sys, tempfile, time

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TWIN = os.path.join(HOME, 'scripts', 'twins', 'driftwood.yaml')
ORIGINAL = os.path.join(HOME, 'lab', 'src', 'main', 'resources', 'org', 'plumbline', 'lab', 'scenarios', 'mashery-2024-10-01.yaml')
SPEED = '20'
# What both files have and no story is told by.
COMMON = {'a.root-servers.net', 'root-servers.net', 'root-servers', 'root servers', 'shop', 'status', 'docs', 'edge', 'portal'}


def names(file):
    """Every name, address and place of a scenario file, and the parts of its names."""
    with open(file, encoding='utf-8') as lines:
        text = re.sub(r'#.*', '', lines.read())
    dotted = set(re.findall(r'[a-z0-9*-]+(?:\.[a-z0-9-]+)+', text.lower()))
    dotted = {name for name in dotted if re.search(r'[a-z]', name) or name.count('.') == 3}  # coordinates are none
    called = set(re.findall(r'(?:name|operator|city|provider|id): "?([\w&-]+(?: [\w&-]+)*)', text))
    parts = {part for name in dotted for part in re.split(r'[.*]', name) if re.search(r'[a-z]', part)}
    return {word.lower() for word in dotted | called | parts if len(word) > 3} - COMMON


def stories(lines):
    told = {}
    for line in lines:
        record = json.loads(line)
        if record['kind'] == 'incident':
            told.setdefault(record['id'], []).append(record)
    return told


def texts(incident):
    """All that a person reads of an incident, and the entities that it names."""
    yield incident['title']
    yield incident['summary']
    yield incident.get('settles', '')
    yield from (entry['text'] for entry in incident['timeline'])
    for cause in incident['causes'] + incident.get('alternatives', []):
        yield cause.get('entity', {}).get('id', '')
        yield from (evidence['claim'] for evidence in cause['evidence'])


def counts(incident):
    """What is counted for and against the first cause."""
    return {(e['claim'], e['failing'], e['total']) for e in incident['causes'][0]['evidence'] if 'total' in e}


def run(name, text, folder, seed):
    """Exit status, what was said on the way, the incidents that name a service, and the recording."""
    file = os.path.join(folder, name + '.yaml')
    recording = os.path.join(folder, name + '.jsonl.gz')
    with open(file, 'w', encoding='utf-8') as scenario:
        scenario.write(text)
    begin = time.monotonic()
    done = subprocess.run([os.path.join(HOME, 'plumb'), 'lab', 'run', file, '--speed', SPEED, '--json', '--seed', str(seed),
                           '--listen', '127.0.0.1:0', '--record', recording],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=240)
    told = [v for v in stories(done.stdout.splitlines()).values() if v[-1]['services']]
    print('%-10s seed %-10d %4.0f s  exit %d  %s' % (name, seed, time.monotonic() - begin, done.returncode,
                                                  done.stderr.strip().splitlines()[-1]), flush=True)
    return done.returncode, done.stderr, told, recording


def must(wrong, condition, what):
    if not condition:
        wrong.append(what)


def last_open(versions):
    return [v for v in versions if v['state'] == 'open'][-1]


def falsified(text):
    """The same world, of which the file says that something else was the matter."""
    false = re.sub(r'categories: \[.*\]', 'categories: [tls-wrong-certificate]', text)
    false = re.sub(r'    - \{kind: nameserver, id: hold-[ab].*\}\n', '', false)
    return false.replace('  entities:\n', '  entities:\n    - {kind: nameserver, id: alfa.zonepilot.is}\n')


def without(text, vantages):
    lines = text.splitlines(keepends=True)
    kept = [line for line in lines if not any(line.startswith('  %s: ' % vantage) for vantage in vantages)]
    assert len(lines) - len(kept) == len(vantages), 'a vantage is not a line of its own'
    return ''.join(kept)


def main():
    wrong = []
    seed = random.randrange(1, 1 << 31)
    with open(TWIN, encoding='utf-8') as file:
        text = file.read()
    with tempfile.TemporaryDirectory(prefix='plumb-twins-') as folder:
        status, _, told, recording = run('twin', text, folder, seed)
        must(wrong, status == 0, 'the twin is told wrong')
        must(wrong, len(told) == 1, '%d incidents name a service' % len(told))
        if wrong:
            return wrong
        versions = told[0]
        known = names(ORIGINAL)
        must(wrong, {'mashery', 'worldnic', 'pantheonsite.io', '23.185.0.3', 'ns65.worldnic.com', 'comcast'} <= known, 'names are lost')
        must(wrong, not known & names(TWIN), 'no twin: both have %s' % sorted(known & names(TWIN)))
        for text_of_it in {t.lower() for v in versions for t in texts(v)}:
            found = [w for w in known if re.search(r'(?<![\w.-])%s(?![\w-])' % re.escape(w), text_of_it)]
            must(wrong, not found, 'a word of the original, %s: %s' % (found, text_of_it))

        status, said, told, _ = run('false', falsified(text), folder, seed)
        must(wrong, status == 1, 'a false truth is told right')
        must(wrong, 'the cause is ' in said and 'the cause names ' in said, 'the verdict does not say why: ' + said[-500:])

        healthy = sorted(versions[-1]['scope']['healthy'])
        dropped = healthy[::2]
        status, _, told, _ = run('halved', without(text, dropped), folder, seed)
        must(wrong, status == 0 and len(told) == 1, 'with half of the healthy vantages it is told wrong')
        if len(told) == 1:
            compare(wrong, versions, told[0], dropped)
        replay_compare(wrong, recording, dropped, folder)
    return wrong


def compare(wrong, whole, halved, dropped):
    before, after = last_open(whole), last_open(halved)
    must(wrong, not set(dropped) & set(after['scope']['healthy']), 'a vantage that is not there is told of')
    must(wrong, len(after['scope']['healthy']) < len(before['scope']['healthy']), 'as many are healthy as before')
    must(wrong, counts(after) != counts(before), 'the counts of the first cause are the same')
    must(wrong, after['summary'] != before['summary'], 'the text is the same: ' + before['summary'])
    sure = before['causes'][0]['confidence'], after['causes'][0]['confidence']
    must(wrong, sure[1] <= sure[0], 'more sure with fewer eyes: %s, before %s' % (sure[1], sure[0]))
    print('           confidence %.3f with all, %.3f without %d of %d healthy' % (*sure, len(dropped), len(before['scope']['healthy'])))


def replay_compare(wrong, recording, dropped, folder):
    """The same without chance: what the first run recorded, judged again without those vantages."""
    def replayed(lines):
        file = os.path.join(folder, 'replay.jsonl')
        with open(file, 'w', encoding='utf-8') as out:
            out.writelines(lines)
        done = subprocess.run([os.path.join(HOME, 'plumb'), 'replay', file], stdout=subprocess.PIPE, check=True, text=True, timeout=60)
        return next(v for v in stories(done.stdout.splitlines()).values() if v[-1]['services'])

    with gzip.open(recording, 'rt', encoding='utf-8') as file:
        lines = file.readlines()
    gone = tuple(dropped)
    rest = [line for line in lines if not (r := json.loads(line)).get('vantage', r.get('id', '')).startswith(gone)]
    whole, halved = replayed(lines), replayed(rest)
    compare(wrong, whole, halved, dropped)


WRONG = main()
print('\n'.join('WRONG: ' + text for text in WRONG) or 'the twin is told right')
sys.exit(1 if WRONG else 0)
