"""What the scripts beside this one share: a home with an account, commands, a screen, results.

A script is a function given to `main`. It returns a line of figures; it raises `Skipped` where
something is not at hand, and any other error means that a promise is broken."""
import fcntl, os, pty, random, re, select, shutil, signal, struct, subprocess, sys, tempfile, termios, time, traceback, tty

LONG = "--long" in sys.argv
OPTOUT = os.environ["OPTOUT"]
NOW = "2026-11-21T10:00:00Z"
STEPS = 200
GUIDE_ID = "test-route"


class Skipped(Exception):
    pass


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            raise Skipped(f"{program} is not installed")


def need_root():
    if os.geteuid() != 0:
        raise Skipped("needs root")


def need_strace():
    need("strace")
    tried = subprocess.run(["strace", "-f", "-o", "/dev/null", "true"], capture_output=True)
    if tried.returncode != 0:
        raise Skipped("strace may not trace here")


def check(holds, what):
    if not holds:
        raise AssertionError(what)


def main(script):
    start = time.monotonic()
    try:
        told, code = script(), 0
        word = "ok"
    except Skipped as why:
        told, code, word = str(why), 77, "skipped"
    except BaseException:
        told, code, word = traceback.format_exc(), 1, "BROKEN"
    print(f"{word} ({told}; {time.monotonic() - start:.1f} s)")
    sys.exit(code)


def guide():
    steps = "".join(
        f'[[step]]\nid = "s{n}"\ntitle = "Do thing {n} "\nconfidence = "verified"\nsources = ["page"]\n'
        for n in range(1, STEPS + 1)
    )
    return (
        f'format = 1\nid = "{GUIDE_ID}"\ntitle = "Route"\ngoal = "object"\nplatforms = ["threads"]\nrank = -1000\n'
        '[[source]]\nid = "page"\ntitle = "A page"\nurl = "https://www.facebook.com/privacy/policy/"\n'
        f"checked = 2026-10-01\n{steps}"
    )


class Home:
    """A home of its own with one account, whose data may lie elsewhere."""

    def __init__(self, data=None):
        self.root = tempfile.mkdtemp(prefix="optout-faults-")
        self.data = data or os.path.join(self.root, "data")
        os.makedirs(os.path.join(self.root, "config/guides"))
        with open(os.path.join(self.root, "config/guides", f"{GUIDE_ID}.toml"), "w") as file:
            file.write(guide())
        self.account = self.command("account", "add", "--platform", "threads", "--label", "Personal").stdout.strip()
        check(self.account, "the account was added")
        self.file = os.path.join(self.data, "accounts", f"{self.account}.toml")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.root, ignore_errors=True)

    def environment(self, **more):
        # In a locale without UTF-8 the screen would have other signs.
        keep = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        keep.update(HOME=self.root, TERM="xterm-256color", OPTOUT_NOW=NOW, RUST_BACKTRACE="0")
        keep.update(OPTOUT_DATA_DIR=self.data, OPTOUT_CONFIG_DIR=os.path.join(self.root, "config"))
        keep.update(more)
        return {name: value for name, value in keep.items() if value is not None}

    def command(self, *words, wrapped=(), **more):
        words = [*wrapped, OPTOUT, *words]
        return subprocess.run(words, env=self.environment(**more), capture_output=True, text=True, timeout=120)

    def mark(self, step, mark="done", wrapped=(), **more):
        return self.command("mark", self.account, f"{GUIDE_ID}/s{step}", mark, wrapped=wrapped, **more)

    def bytes(self):
        with open(self.file, "rb") as file:
            return file.read()

    def marks(self):
        """The marks in the file, by the number of their step."""
        found = re.findall(rb'\[guides\.test-route\.s(\d+)\](?:\n[a-z].*)*?\nmark = "(\w+)"', self.bytes())
        return {int(step): mark.decode() for step, mark in found}

    def reads(self):
        """Whether the program reads all that is there without a word."""
        status = self.command("status")
        return status.returncode == 0 and status.stderr == "" and "Personal" in status.stdout

    def entries(self):
        return sorted(os.listdir(os.path.join(self.data, "accounts")))


class Screen:
    """The program in a terminal: keys go in, a screen comes out."""

    def __init__(self, home, wrapped=(), err=None, size=(100, 30), **more):
        self.rows, self.columns = size[1], size[0]
        self.cells = [[" "] * self.columns for _ in range(self.rows)]
        self.at, self.pending, self.raw = (0, 0), b"", b""
        self.master, slave = pty.openpty()
        self.tty = os.ttyname(slave)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
        self.cooked = termios.tcgetattr(slave)

        def own():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        wrapped = [word.replace("{tty}", self.tty) for word in wrapped]
        self.process = subprocess.Popen(
            [*wrapped, OPTOUT], stdin=slave, stdout=slave, stderr=err or slave,
            env=home.environment(**more), preexec_fn=own, close_fds=True)
        os.close(slave)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.close()

    def close(self):
        if self.master is not None:
            os.close(self.master)
            self.master = None

    def press(self, keys):
        os.write(self.master, keys.encode())

    def text(self):
        return "\n".join("".join(row).rstrip() for row in self.cells)

    def read(self, wait):
        """Takes what comes within this time; false at the end."""
        if self.master is None or not select.select([self.master], [], [], wait)[0]:
            return True
        try:
            got = os.read(self.master, 65536)
        except OSError:
            return False
        self.raw += got
        self.feed(got)
        return got != b""

    def wait_for(self, *texts, patience=20, gone=()):
        end = time.monotonic() + patience
        while True:
            shown = self.text()
            if all(text in shown for text in texts) and not any(text in shown for text in gone):
                return shown
            left = end - time.monotonic()
            if left <= 0 or not self.read(min(left, 0.5)):
                raise AssertionError(f"waited in vain for {texts}:\n{self.text()}")

    def wait_end(self, patience=20):
        end = time.monotonic() + patience
        while self.process.poll() is None:
            check(time.monotonic() < end, f"it does not end:\n{self.text()}")
            self.read(0.05)
        while self.master is not None and select.select([self.master], [], [], 0)[0] and self.read(0):
            pass
        return self.process.returncode

    def go_in(self):
        self.wait_for("❯")
        self.press("\r")
        self.wait_for("❯   ☐ Do thing")

    ESCAPE = re.compile(rb"\x1b(?:\[([?0-9;]*)([A-Za-z])|\][^\x07\x1b]*(?:\x07|\x1b\\)|[=>78])")

    def feed(self, got):
        data, self.pending = self.pending + got, b""
        while data:
            if data[0] == 0x1B:
                found = self.ESCAPE.match(data)
                if not found:
                    if len(data) < 64:
                        self.pending = data
                        return
                    data = data[1:]
                    continue
                self.escape((found.group(1) or b"").decode(), (found.group(2) or b"").decode())
                data = data[found.end():]
                continue
            end = next((i for i, byte in enumerate(data) if byte == 0x1B), len(data))
            piece, rest = data[:end], data[end:]
            try:
                text = piece.decode()
            except UnicodeDecodeError as error:
                text = piece[: error.start].decode()
                if not rest:
                    self.pending = piece[error.start:]
            for letter in text:
                self.put(letter)
            data = rest

    def put(self, letter):
        row, column = self.at
        if letter == "\r":
            self.at = (row, 0)
        elif letter == "\n":
            self.at = (min(row + 1, self.rows - 1), column)
        elif letter >= " ":
            if row < self.rows and column < self.columns:
                self.cells[row][column] = letter
            self.at = (row, column + 1)

    def escape(self, numbers, letter):
        parts = [int(n) if n.isdigit() else 0 for n in numbers.split(";")]
        if letter in "Hf":
            parts += [1, 1]
            self.at = (max(parts[0], 1) - 1, max(parts[1], 1) - 1)
        elif letter == "J" or (letter == "h" and numbers == "?1049"):
            self.cells = [[" "] * self.columns for _ in range(self.rows)]
        elif letter == "K":
            row, column = self.at
            self.cells[row][column:] = [" "] * (self.columns - column)
        elif letter == "G":
            self.at = (self.at[0], max(parts[0], 1) - 1)
        elif letter in "ABCD":
            by = max(parts[0], 1)
            row, column = self.at
            down, right = {"A": (-by, 0), "B": (by, 0), "C": (0, by), "D": (0, -by)}[letter]
            self.at = (max(row + down, 0), max(column + right, 0))


def calls_of_a_save(home, work):
    """The calls of `work`, from the opening of the lock on: (name, which one of that name).

    `work` runs the program below the words that it is given."""
    log = os.path.join(home.root, "calls")
    names = ("open openat read write pwrite64 fsync fdatasync rename renameat renameat2 close mkdir mkdirat unlink "
             "unlinkat flock fstat statx newfstatat stat lstat lseek getdents64 readlink ftruncate fcntl")
    # The question mark: not every machine has each of them.
    trace = ",".join(f"?{name}" for name in names.split())
    ran = work(["strace", "-f", "-o", log, "-e", f"trace={trace}"])
    check(ran.returncode == 0, ran)
    counts, found, begun = {}, [], False
    with open(log, errors="replace") as file:
        for line in file:
            name = re.match(r"(?:\d+ +)?([a-z0-9_]+)\(", line)
            if not name:
                continue
            name = name.group(1)
            counts[name] = counts.get(name, 0) + 1
            begun = begun or ".lock" in line
            if begun:
                found.append((name, counts[name]))
    check(len(found) > 15, f"the calls of a save were seen: {found}")
    return found
