"""R7, R8: no locks at all; a lock that a stopped program holds."""
import fcntl, os, signal, subprocess, time
from bench import Home, Screen, check, main, need, need_strace


def lent_out(home):
    """A file that a file server has lent to somebody is called back, and read once it is here."""
    called = []

    def give_back(*_):
        called.append(time.monotonic())
        fcntl.fcntl(lease, fcntl.F_SETLEASE, fcntl.F_UNLCK)

    signal.signal(signal.SIGIO, give_back)
    lease = os.open(home.file, os.O_RDWR)
    try:
        fcntl.fcntl(lease, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        ran = home.command("status")
        check(called and ran.returncode == 0 and ran.stderr == "" and "Personal" in ran.stdout, (called, ran))
    finally:
        os.close(lease)
        signal.signal(signal.SIGIO, signal.SIG_DFL)


def script():
    need_strace()
    need("flock", "sleep")
    told = []
    with Home() as home:
        for error in ("ENOSYS", "ENOLCK"):
            ran = home.mark(1, wrapped=["strace", "-f", "-o", "/dev/null", "-e", "trace=flock",
                                        "-e", f"inject=flock:error={error}"])
            check(ran.returncode == 0 and home.marks()[1] == "done", ran)
            check("knows no locks" in ran.stderr, ran)
            home.mark(1, "todo")
        told.append("without locks it saves and says so")
        lent_out(home)
        told.append("a file that is lent out is called back")

        lock = os.path.join(home.data, ".lock")
        holder = subprocess.Popen(["flock", lock, "sleep", "600"], start_new_session=True)
        try:
            # Until it has the lock.
            while subprocess.run(["flock", "-n", lock, "true"]).returncode == 0:
                time.sleep(0.01)
            os.killpg(holder.pid, signal.SIGSTOP)
            start = time.monotonic()
            ran = home.mark(2)
            waited = time.monotonic() - start
            check(ran.returncode == 1 and "Another copy of optout is writing" in ran.stderr, ran)
            with Screen(home) as screen:
                screen.go_in()
                screen.press(" ")
                screen.wait_for("… saving")
                for step in (2, 3, 4):
                    screen.press("\x1b[B")
                    screen.wait_for(f"❯   ☐ Do thing {step} ")
                screen.wait_for("! NOT SAVED")
                check(not home.marks(), "nothing was written under the other's lock")
                os.killpg(holder.pid, signal.SIGKILL)
                holder.wait()
                screen.wait_for("✔ saved", patience=40)
            check(home.marks() == {1: "done"}, home.marks())
            told.append(f"a stopped holder is named after {waited:.1f} s, keys are answered, its end frees the lock")
        finally:
            if holder.poll() is None:
                os.killpg(holder.pid, signal.SIGKILL)
                holder.wait()
    return "; ".join(told)


main(script)
