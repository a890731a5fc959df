"""A command as a person starts it at a terminal: output is read as it comes, Ctrl-C is the key itself."""
import os, pty, re, select, signal, subprocess, sys, time

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CTRL_C = b'\x03'


class Terminal:
    def __init__(self, command, folder=HOME):
        self.text = ''
        self.command = ' '.join(command)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            # Who runs the tests in the background has the keys ignored; at a terminal they are not.
            for key in (signal.SIGINT, signal.SIGQUIT):
                signal.signal(key, signal.SIG_DFL)
            os.chdir(folder)
            os.execvp(command[0], command)

    def wait_for(self, pattern, seconds):
        """The first match in all that was printed; fails loudly when it does not come in time."""
        end = time.monotonic() + seconds
        while not re.search(pattern, self.text, re.MULTILINE):
            if time.monotonic() > end or not self.read(end):
                raise AssertionError('%s: %r did not come; printed:\n%s' % (self.command, pattern, self.text[-2000:]))
        return re.search(pattern, self.text, re.MULTILINE)

    def read(self, end):
        """Takes in what is there, at most until `end`; False when the other side has ended."""
        ready, _, _ = select.select([self.fd], [], [], max(0, min(1, end - time.monotonic())))
        if ready:
            try:
                chunk = os.read(self.fd, 1 << 16)
            except OSError:
                return False
            self.text += chunk.decode('utf-8', 'replace').replace('\r\n', '\n')
            return bool(chunk)
        return True

    def ctrl_c(self, seconds=20):
        """Presses Ctrl-C and gives the exit status."""
        os.write(self.fd, CTRL_C)
        return self.end(seconds)

    def end(self, seconds):
        """The exit status, when it has ended by itself."""
        end = time.monotonic() + seconds
        while self.read(end) and time.monotonic() < end:
            pass
        while time.monotonic() < end + 1:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = None
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        raise AssertionError('%s: has not ended; printed:\n%s' % (self.command, self.text[-2000:]))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)


def must(condition, what):
    if not condition:
        raise AssertionError(what)


def no_trace(text):
    """A person is told what is wrong, and never where in the code."""
    must(not re.search(r'^\s+at [\w.$/]+\(|Exception', text, re.MULTILINE), 'a stack trace:\n' + text[-3000:])


def steps(*functions):
    """Runs each, prints a line for each, and exits 1 when one fell short."""
    failed = 0
    for function in functions:
        begin = time.monotonic()
        try:
            said = function() or 'right'
        except (AssertionError, subprocess.TimeoutExpired) as wrong:
            failed += 1
            said = 'WRONG: %s' % wrong
        print('%-28s %5.1f s  %s' % (function.__name__, time.monotonic() - begin, said), flush=True)
    sys.exit(1 if failed else 0)
