#!/usr/bin/env python3
"""lab_bars.py RUNS [SCENARIO...]: runs scenarios of the lab, each with a seed of its own, and holds them
against the bars of the first issue. Prints a line a run, with its seed, and exits 1 when one falls short.
RUNS is how often the mashery, quiet and vantage scenarios run; the other two at most three times.
LAB_BARS_KEEP=FOLDER keeps the recordings of runs that fell short."""
import datetime, gzip, json, os, random, subprocess, sys, tempfile, time

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MANY = ['mashery-2024-10-01', 'quiet-day', 'vantage-broken']
FEW = ['cert-wrong-name', 'isp-resolver']
SECONDS_MAX = {'mashery-2024-10-01': 180}
OPENED = ('open', 'recovering', 'resolved')


def when(text):
    return datetime.datetime.fromisoformat(text.replace('Z', '+00:00')).timestamp()


def stories(lines):
    """The versions of each incident, by id, in order of emission."""
    told = {}
    for line in lines:
        record = json.loads(line)
        if record.get('kind') == 'incident':
            told.setdefault(record['id'], []).append(record)
    return told


def opened(versions):
    return any(v['state'] in OPENED for v in versions)


def names_service(versions):
    return any(v.get('services') for v in versions)


def routine_runs(recording, service):
    """(vantage, at, failed) of each scheduled routine run of the service."""
    with gzip.open(recording, 'rt', encoding='utf-8') as lines:
        for line in lines:
            r = json.loads(line)
            if r['kind'] != 'measurement' or r['service'] != service or r['depth'] != 'routine':
                continue
            path = [o for o in r['observations']
                    if o['step'] in ('dns', 'tcp', 'tls', 'http') and not o.get('crossover')]
            yield r['vantage'], when(r['at']), bool(path) and 'failure' in path[-1]


def third_failure(runs):
    """`at` of the third vantage's first failed routine run."""
    first = {}
    for vantage, at, failed in runs:
        if failed:
            first.setdefault(vantage, at)
    times = sorted(first.values())
    return times[2] if len(times) > 2 else None


def mashery(told, recording):
    wrong = []
    named = [v for v in told.values() if names_service(v) and opened(v)]
    if len(named) != 1:
        return ['%d incidents that name a service opened, not 1' % len(named)], ''
    versions = named[0]
    last = versions[-1]
    cause = last['causes'][0]
    if cause['category'] not in ('dns-authoritative-wrong-data', 'dns-delegation-registry'):
        wrong.append('first cause is ' + cause['category'])
    if cause.get('entity', {}).get('id') not in ('ns65.worldnic.com', 'ns66.worldnic.com'):
        wrong.append('first cause names %s' % cause.get('entity'))
    if {'layer': 'tls', 'code': 'name_mismatch'} not in last['symptoms']:
        wrong.append('symptoms are %s' % last['symptoms'])
    if last['state'] != 'resolved':
        wrong.append('ends ' + last['state'])
    third = third_failure(routine_runs(recording, last['services'][0]))
    first_open = next(v for v in versions if v['state'] == 'open')
    delay = when(first_open['emittedAt']) - third if third else None
    if delay is None or delay > 120:
        wrong.append('opened too late')
    said = 'opened %s s after the third vantage' % (delay and round(delay))
    return wrong, said


def quiet(told, recording):
    faults = [v[0]['emittedAt'][11:19] for v in told.values() if not names_service(v) and opened(v)]
    said = 'faults of vantages told at ' + ' '.join(faults) if faults else ''
    return ['opened: ' + v[-1]['title'] for v in told.values() if names_service(v) and opened(v)], said


CHECKS = {'mashery-2024-10-01': mashery, 'quiet-day': quiet, 'vantage-broken': quiet}


def run(scenario, folder, keep):
    seed = random.randrange(1, 1 << 31)
    recording = os.path.join(folder, '%s-%d.jsonl.gz' % (scenario, seed))
    begin = time.time()
    done = subprocess.run(
        [os.path.join(HOME, 'plumb'), 'lab', 'run', scenario, '--speed', '20', '--json', '--seed', str(seed),
         '--listen', '127.0.0.1:0', '--record', recording],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=600)
    took = time.time() - begin
    told = stories(done.stdout.splitlines())
    wrong = [] if done.returncode == 0 else ['exit %d: %s' % (done.returncode, done.stderr.strip()[-400:])]
    if took > SECONDS_MAX.get(scenario, 180):
        wrong.append('took %.0f s' % took)
    said = ''
    if scenario in CHECKS:
        found, said = CHECKS[scenario](told, recording)
        wrong += found
    print('%-20s seed %-10d %5.0f s  %s%s' % (
        scenario, seed, took, '; '.join(wrong) or 'right', said and ' (%s)' % said), flush=True)
    if wrong and keep:
        os.replace(recording, os.path.join(keep, os.path.basename(recording)))
    return not wrong


def main():
    runs = int(sys.argv[1])
    scenarios = sys.argv[2:] or MANY + FEW
    with tempfile.TemporaryDirectory() as folder:
        results = [run(s, folder, os.environ.get('LAB_BARS_KEEP')) for s in scenarios for _ in range(runs if s in MANY else min(runs, 3))]
    print('%d of %d runs right' % (sum(results), len(results)))
    sys.exit(0 if all(results) else 1)


main()
