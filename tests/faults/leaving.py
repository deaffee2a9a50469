"""R17, R18: the ways out that need more than a terminal: it is closed, or writing to it fails, with and without a
mark that cannot be saved."""
import os, signal, subprocess, termios, time
from bench import Home, Screen, check, main, need, need_strace


def is_cooked(screen):
    with open(screen.tty, "rb", buffering=0) as tty:
        now = termios.tcgetattr(tty.fileno())
    return now[:4] == screen.cooked[:4]


def hold(home):
    """Another program holds the lock."""
    holder = subprocess.Popen(["flock", os.path.join(home.data, ".lock"), "sleep", "600"], start_new_session=True)
    while subprocess.run(["flock", "-n", os.path.join(home.data, ".lock"), "true"]).returncode == 0:
        time.sleep(0.01)
    return holder


def free(holder):
    os.killpg(holder.pid, signal.SIGKILL)
    holder.wait()


def closed(is_held):
    with Home() as home, open(os.path.join(home.root, "err"), "w+") as err:
        holder = hold(home) if is_held else None
        with Screen(home, err=err) as screen:
            screen.go_in()
            screen.press(" ")
            screen.wait_for("! NOT SAVED" if is_held else "☑")
            screen.close()
            code = screen.wait_end()
            err.seek(0)
            text = err.read()
            check("panicked" not in text, text)
            if is_held:
                free(holder)
                check(code == 1 and "1 change could not be saved, for Personal" in text, (code, text))
            else:
                check(home.marks() == {1: "done"}, home.marks())


def signalled(name):
    """With a mark that cannot be saved, a signal gives the terminal back and the mark is named."""
    with Home() as home, open(os.path.join(home.root, "err"), "w+") as err:
        holder = hold(home)
        try:
            with Screen(home, err=err) as screen:
                screen.go_in()
                screen.press(" ")
                screen.wait_for("! NOT SAVED")
                screen.process.send_signal(name)
                code = screen.wait_end()
                err.seek(0)
                text = err.read()
                check(code == 1 and "1 change could not be saved, for Personal" in text, (name, code, text))
                check(is_cooked(screen) and screen.raw.rstrip().endswith(b"\x1b[?1049l"), screen.raw[-80:])
        finally:
            free(holder)


def tried_once_more():
    """What could not be saved before is saved on the way out, when the disk is there again."""
    with Home() as home:
        holder = hold(home)
        with Screen(home) as screen:
            screen.go_in()
            screen.press(" ")
            screen.wait_for("! NOT SAVED")
            os.killpg(holder.pid, signal.SIGKILL)
            holder.wait()
            screen.process.terminate()
            code = screen.wait_end()
            check(code == 0 and home.marks() == {1: "done"}, (code, home.marks()))


def unwritable():
    """Each write to the terminal from the N-th on fails."""
    for number in (1, 2, 4, 6):
        with Home() as home, open(os.path.join(home.root, "err"), "w+") as err:
            wrapped = ["strace", "-f", "-o", "/dev/null", "-P", "{tty}", "-e", "trace=write",
                       "-e", f"inject=write:error=EIO:when={number}+"]
            with Screen(home, wrapped=wrapped, err=err) as screen:
                # Each key draws everything anew, until that write.
                end = time.monotonic() + 20
                while screen.process.poll() is None and time.monotonic() < end:
                    screen.press("\x0c")
                    screen.read(0.05)
                code = screen.wait_end()
                err.seek(0)
                text = err.read()
                check(code == 1 and "The terminal cannot be written to" in text, (number, code, text))
                check("panicked" not in text and is_cooked(screen), (number, text))
                check(home.reads(), "the file is whole")


def script():
    need_strace()
    need("flock", "sleep")
    closed(False)
    closed(True)
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signalled(name)
    tried_once_more()
    unwritable()
    return "closed twice, 3 signals with an unsaved mark, one saved on the way out, 4 places where writing fails"


main(script)
