#!/usr/bin/env python3
"""judge-arena.py ARENA_DIR [-v] [NAME...]: how often `plumb judge` is right on labelled recordings.

Counted are diagnostic runs that followed a failed routine run of the same check and vantage within
30 s, by vantages and of services that truth calls failing, inside the incident; and runs of the
vantages that truth calls healthy. Needs python 3.11; run it after ./plumb was built.
"""
import collections, datetime, glob, gzip, json, os, subprocess, sys
from concurrent.futures import ThreadPoolExecutor

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PLUMB = os.environ.get("PLUMB", os.path.join(HOME, "plumb")).split()


def seconds(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def norm(text):
    text = str(text).strip().lower().strip(".")
    return text[2:] if text.startswith("as") and text[2:].isdigit() else text


def entity_matches(entity, accepted):
    if not entity:
        return False
    for one in accepted:
        names = [norm(one["id"])] + [norm(alias) for alias in one.get("aliases", ())]
        if one["kind"] == entity["kind"] and norm(entity["id"]) in names:
            return True
    return False


def client_path(record):
    return [o for o in record["observations"]
            if o["step"] in ("dns", "tcp", "tls", "quic", "http")
            and not o.get("crossover") and not o.get("variation")]


def broken(record):
    path = client_path(record)
    return bool(path) and "failure" in path[-1]


def score(name, folder):
    truth = json.load(open(os.path.join(folder, name + ".truth.json")))
    recording = os.path.join(folder, name + ".jsonl.gz")
    run = subprocess.run(PLUMB + ["judge", recording, "--json"], capture_output=True, text=True)
    if run.returncode == 2:
        sys.exit(run.stderr)
    verdicts = {}
    for line in run.stdout.splitlines():
        verdict = json.loads(line)
        for measurement in verdict["measurements"]:
            verdicts[measurement] = verdict
    counts, misses, failed = collections.Counter(), collections.Counter(), {}
    for line in gzip.open(recording, "rt"):
        if '"measurement"' not in line:
            continue
        record = json.loads(line)
        key, at = (record["vantage"], record["check"]), seconds(record["at"])
        if record["depth"] == "routine":
            if broken(record):
                failed[key] = at
            continue
        verdict = verdicts[record["id"]]
        for true in truth["incidents"]:
            inside = seconds(true["firstVisibleAt"] or true["startedAt"]) - 1 <= at <= seconds(true["endedAt"])
            if not inside or record["service"] not in true["services"]:
                continue
            if record["vantage"] in true["healthy"] and not broken(record):
                counts["spared"] += 1
                counts["spared well"] += verdict.get("healthy") is True
            if record["vantage"] in true["failing"] and at - failed.get(key, 0) <= 35 and broken(record):
                cause = verdict.get("cause") or {}
                category = cause.get("category") in true["acceptable"]["categories"]
                entity = entity_matches(cause.get("entity"), true["acceptable"]["entities"])
                counts["hit"] += 1
                counts["category"] += category
                counts["entity"] += entity
                counts["both"] += category and entity
                counts["undetermined"] += verdict["undetermined"]
                counts["wrong and sure"] += not category and not verdict["undetermined"]
                if not category or not entity:
                    said = (cause.get("category"), (cause.get("entity") or {}).get("kind"), (cause.get("entity") or {}).get("id", "")[:24])
                    misses[(verdict.get("symptom", {}).get("layer"), verdict.get("symptom", {}).get("code")) + said] += 1
    return name, true_of(truth), counts, misses


def true_of(truth):
    return ",".join(sorted({one["acceptable"]["categories"][0] for one in truth["incidents"]}))


def main():
    words = [word for word in sys.argv[1:] if word != "-v"]
    folder, chosen = words[0], words[1:]
    names = chosen or sorted(os.path.basename(path)[:-9] for path in glob.glob(os.path.join(folder, "*.jsonl.gz")))
    total, cases = collections.Counter(), collections.Counter()
    with ThreadPoolExecutor(2) as pool:
        for name, true, counts, misses in pool.map(lambda one: score(one, folder), names):
            total.update(counts)
            if counts["hit"]:
                cases["n"] += 1
                for what in ("category", "entity", "both"):
                    cases[what] += counts[what] / counts["hit"]
            if "-v" in sys.argv and counts:
                print(name, true, dict(counts))
                for miss, count in misses.most_common(3):
                    print("     ", count, *miss)
    print("runs   ", {what: f"{total[what]} ({total[what] / max(1, total['hit']):.3f})" for what in ("hit", "category", "entity", "both", "undetermined", "wrong and sure")})
    print("by case", {what: round(cases[what] / max(1, cases["n"]), 3) for what in ("category", "entity", "both")}, "of", cases["n"])
    print("spared ", f"{total['spared well']} of {total['spared']} ({total['spared well'] / max(1, total['spared']):.3f}) called healthy")


if __name__ == "__main__":
    main()
