"""R29: a terminal that does not read, or reads ten bytes a second. Ticks are saved, signals end it in two seconds."""
import os, select, signal, termios, time
from bench import Home, LONG, Screen, check, main

SIGNALS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]
BOUND = 2


def fill(screen):
    """Nothing more goes into the terminal, for as long as nobody reads."""
    tty = os.open(screen.tty, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    full = 0
    while full < 20:
        try:
            os.write(tty, bytes(256))
            full = 0
        except BlockingIOError:
            full += 1
            time.sleep(0.002)
    return tty


def wait_for(what, holds, patience, meanwhile=lambda: time.sleep(0.002)):
    start = time.monotonic()
    while not holds():
        check(time.monotonic() - start < patience, what)
        meanwhile()
    return time.monotonic() - start


def one(number, how):
    with Home() as home, Screen(home) as screen:
        screen.go_in()
        tty = fill(screen)
        if how == "stopped":
            termios.tcflow(tty, termios.TCOOFF)
        next_byte = time.monotonic()

        def meanwhile():
            nonlocal next_byte
            if how == "slow" and time.monotonic() >= next_byte and select.select([screen.master], [], [], 0)[0]:
                os.read(screen.master, 1)
                next_byte += 0.1
            time.sleep(0.002)

        saved = 0
        for tick in range(1, 6):
            screen.press(" \x1b[B\x0cy")
            saved = max(saved, wait_for("the tick is saved", lambda: len(home.marks()) == tick, 20, meanwhile))
        screen.process.send_signal(number)
        took = wait_for(f"it ends after {number!r}", lambda: screen.process.poll() is not None, BOUND, meanwhile)
        check(screen.process.returncode == 0, screen.process.returncode)
        check(len(home.marks()) == 5, home.marks())
        if how != "stopped":
            while screen.read(0.05) and select.select([screen.master], [], [], 0)[0]:
                pass
            check(screen.raw.rstrip().endswith(b"\x1b[?1049l"), screen.raw[-80:])
        os.close(tty)
        return saved, took


def script():
    found = [one(number, how) for how in ("unread", "stopped", "slow") for number in SIGNALS for _ in range(5 if LONG else 1)]
    saved, took = (max(times) for times in zip(*found))
    return (f"{len(found)} times unread, stopped, 10 bytes a second: each of 5 ticks saved after {saved * 1000:.0f} ms at most, "
            f"ended {took:.1f} s after TERM, HUP, INT at most, 0 ticks lost")


main(script)
