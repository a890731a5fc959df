#!/usr/bin/env python3
"""The launcher's first build, cut short by SIGKILL and by Ctrl-C, in a copy of this folder: the next call says so, builds
anew and works; nothing that was half written is used."""
import os, shutil, signal, subprocess, tempfile, time
from terminal import HOME, Terminal, must, no_trace, steps

SKIPPED = ('.git', '.build', 'target', 'dist', 'node_modules')
BUILD_SECONDS_MAX = 600


def copy(folder):
    shutil.copytree(HOME, folder, symlinks=True, ignore=shutil.ignore_patterns(*SKIPPED))
    # The dashboard's packages are there already: this is about an interrupted build, not about npm.
    modules = os.path.join(HOME, 'web', 'node_modules')
    if os.path.isdir(modules):
        os.symlink(modules, os.path.join(folder, 'web', 'node_modules'))


def launch(*arguments):
    return Terminal(['./plumb', *arguments], CLONE)


def builder():
    with open(os.path.join(CLONE, '.build', 'lock', 'builder'), encoding='ascii') as file:
        return int(file.read())


def runs(pid):
    try:
        with open('/proc/%d/stat' % pid, encoding='utf-8') as stat:
            return stat.read().rpartition(') ')[2][0] != 'Z'
    except FileNotFoundError:
        return False


def killed():
    """The launcher is killed: nobody tidies up, its Maven goes on, and a file that was being written is torn."""
    launcher = subprocess.Popen(['./plumb', 'lab', 'list'], cwd=CLONE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    with launcher:
        next(line for line in launcher.stderr if line.startswith('plumb:   [4/'))
        launcher.send_signal(signal.SIGKILL)
    must(runs(builder()), 'Maven had ended already')
    must(not os.path.exists(os.path.join(CLONE, '.build', 'app')), 'half a build is used')
    torn = os.path.join(CLONE, 'model', 'target', 'classes', 'org', 'plumbline', 'model', 'Family.class')
    with open(torn, 'r+b') as file:
        file.truncate(100)


def interrupted():
    orphan = builder()
    with launch('lab', 'list') as terminal:
        terminal.wait_for(r'^plumb: the build before was interrupted; building anew$', 60)
        must(not runs(orphan), 'two builds at once')
        terminal.wait_for(r'^plumb:   \[4/\d+\] ', BUILD_SECONDS_MAX)
        maven = builder()
        status = terminal.ctrl_c()
        terminal_text = terminal.text
    must(status == 130, 'exit status %d after Ctrl-C' % status)
    must('plumb: build interrupted; nothing is broken. Run the command again to go on.' in terminal_text, terminal_text)
    no_trace(terminal_text)
    must(not runs(maven), 'Maven goes on')


def whole():
    with launch('lab', 'list') as terminal:
        status = terminal.end(BUILD_SECONDS_MAX)
        must(status == 0 and 'mashery-2024-10-01' in terminal.text, 'exit status %d:\n%s' % (status, terminal.text))
        must('building anew' in terminal.text and 'plumb: built.' in terminal.text, terminal.text)
        no_trace(terminal.text)
    must(sorted(os.listdir(os.path.join(CLONE, '.build'))) == ['app', 'build.log'], os.listdir(os.path.join(CLONE, '.build')))


def kept():
    """A build after a change is cut short: the build of before is still there, and is used once the change is gone."""
    source = os.path.join(CLONE, 'cli', 'src', 'main', 'java', 'org', 'plumbline', 'cli', 'Plumb.java')
    before = os.stat(source)
    os.utime(source)
    with launch('lab', 'list') as terminal:
        terminal.wait_for(r'^plumb: building ', 60)
        status = terminal.ctrl_c()
    must(status == 130, 'exit status %d after Ctrl-C' % status)
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    began = time.monotonic()
    done = subprocess.run(['./plumb', 'lab', 'list'], cwd=CLONE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60)
    must(done.returncode == 0 and 'quiet-day' in done.stdout and not done.stderr, done.stderr)
    return 'started in %.1f s' % (time.monotonic() - began)


FOLDER = tempfile.mkdtemp(prefix='plumb-clone-')
CLONE = os.path.join(FOLDER, 'plumbline')
try:
    copy(CLONE)
    steps(killed, interrupted, whole, kept)
finally:
    shutil.rmtree(FOLDER)
