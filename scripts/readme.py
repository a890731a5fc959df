#!/usr/bin/env python3
"""Runs every command of the README that stands in a block marked `<!-- runnable -->`, in the order of the page, as a
reader of it would: from the root of the clone, with a terminal, and with Ctrl-C for what stays up. A comment
`# exit status N` beside a command says what it ends with when that is not 0."""
import os, re, shlex, shutil, tempfile
from terminal import HOME, Terminal, must, no_trace, steps

MARK = '<!-- runnable -->'
BLOCK = re.compile(re.escape(MARK) + r'\n+```sh\n(.*?)^```$', re.DOTALL | re.MULTILINE)
SECONDS_MAX = 240


def commands(text):
    """(command, exit status) of every marked line."""
    must(len(BLOCK.findall(text)) == text.count(MARK), 'a mark without a block of commands below it')
    for block in BLOCK.findall(text):
        for line in block.replace('\\\n', ' ').splitlines():
            if line.strip():
                status = re.search(r'# exit status (\d)', line)
                yield shlex.split(line, comments=True), int(status[1]) if status else 0


def stays_up(command):
    return command[1:3] == ['lab', 'run'] and '--json' not in command


def run(command, status, folder):
    if stays_up(command):
        command = command + ['--listen', '127.0.0.1:0']
    with Terminal(command, folder) as terminal:
        if stays_up(command):
            terminal.wait_for(r'Dashboard: http://127\.0\.0\.1:\d+$', SECONDS_MAX)
            status, ended = 130, terminal.ctrl_c()
        else:
            ended = terminal.end(SECONDS_MAX)
        no_trace(terminal.text)
        must(ended == status, '%s: exit status %d, not %d:\n%s' % (' '.join(command), ended, status, terminal.text[-2000:]))


def step(command, status, folder):
    def named():
        run(command, status, folder)
    named.__name__ = ' '.join(command)
    return named


with open(os.path.join(HOME, 'README.md'), encoding='utf-8') as readme:
    marked = list(commands(readme.read()))
folder = tempfile.mkdtemp(prefix='plumb-readme-')
try:
    os.symlink(os.path.join(HOME, 'plumb'), os.path.join(folder, 'plumb'))
    steps(*(step(command, status, folder) for command, status in marked))
finally:
    shutil.rmtree(folder)
